"""Addresses of the guide that are no pages."""

from django.urls import path

from content.places import views
from content.places.areas import views as areas
from content.places.suggestions import views as suggestions

urlpatterns = [
    path("mahalleler/", areas.index, name="areas"),
    path("mahalleler/<slug:slug>/", areas.area, name="area"),
    path("yer-karekodu/<int:place_id>.svg", views.qr_code, name="place_qr"),
    path(
        "yer-bildirimi/<int:place_id>/",
        suggestions.suggestion,
        name="place_suggestion",
    ),
    path(
        "yer-bildirimi/<int:place_id>/tesekkurler/",
        suggestions.thanks,
        name="place_suggestion_thanks",
    ),
]
