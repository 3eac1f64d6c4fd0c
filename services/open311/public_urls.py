"""Addresses for people, below /e-belediye/."""

from django.urls import path

from services.open311.contact_views import contact

urlpatterns = [
    path("cozum-merkezi/iletisim/<str:token>/", contact, name="open311_contact"),
]
