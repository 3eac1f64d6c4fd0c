"""Addresses of a citizen's own data."""

from django.urls import path

from accounts.profiles import views

urlpatterns = [
    path("", views.show, name="profile"),
    path("kimlik/", views.identity, name="profile_identity"),
    path("iletisim/", views.contact, name="profile_contact"),
    path("telefon-kodu/", views.phone, name="profile_phone"),
    path("kim-bakti/", views.looks, name="profile_looks"),
    path("bildirimler/", views.notices, name="profile_notices"),
]
