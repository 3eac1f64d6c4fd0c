"""Addresses of recovering an account."""

from django.urls import path

from accounts.recovery import views

urlpatterns = [
    path("", views.lost, name="recovery"),
    path("tamamla/<str:token>/", views.complete, name="recovery_complete"),
    path("durdur/<str:token>/", views.stop, name="recovery_stop"),
]
