"""Addresses of acting for another."""

from django.urls import path

from accounts.mandates import views

urlpatterns = [
    path("", views.index, name="mandates"),
    path("yeni/", views.offer, name="mandates_offer"),
    path("kod/", views.accept, name="mandates_accept"),
    path("cocuk/", views.child, name="mandates_child"),
    path("birak/", views.leave, name="mandates_leave"),
    path("<uuid:public_id>/", views.one, name="mandates_one"),
    path("<uuid:public_id>/sec/", views.choose, name="mandates_choose"),
]
