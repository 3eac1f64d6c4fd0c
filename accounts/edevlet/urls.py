"""Addresses of e-Devlet, with the names allauth reverses."""

from allauth.socialaccount import views as social
from django.urls import path

from accounts.edevlet import views

urlpatterns = [
    path("giris/", views.login, name="edevlet_login"),
    path("donus/", views.callback, name="edevlet_callback"),
    path("kayit/", social.signup, name="socialaccount_signup"),
    path("vazgecildi/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("olmadi/", social.login_error, name="socialaccount_login_error"),
    path("bagla/", views.link, name="socialaccount_connections"),
    path("baska-hesap/", views.conflict, name="edevlet_conflict"),
]
