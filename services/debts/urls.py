"""Addresses of debts, below /e-belediye/borc/."""

from django.urls import path

from services.debts.views import pages

urlpatterns = [
    path("", pages.summary, name="debts"),
    path("tumu/", pages.listing, name="debts_list"),
    path("takvim.ics", pages.calendar, name="debts_calendar"),
    path("dokum/<int:year>.pdf", pages.statement, name="debts_statement"),
    path("<int:pk>/", pages.detail, name="debt"),
]
