"""Hooks into Wagtail's admin."""

from datetime import date

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from wagtail import hooks

from content.obituaries.admin import LISTING, PAGES
from content.obituaries.prayer_times import prayer_times


@hooks.register("register_admin_viewset")
def obituary_lists() -> list[object]:
    """Give the explorer the desk's columns, and the main menu a way to them."""
    return [PAGES, LISTING]


def times_of_day(request: HttpRequest, day: str) -> JsonResponse:
    """Answer the prayer times of an ISO date, `{"ogle": "12:41", …}`; empty if it is none."""
    try:
        times = prayer_times(date.fromisoformat(day))
    except (ValueError, OverflowError):
        times = {}
    return JsonResponse({prayer: f"{clock:%H:%M}" for prayer, clock in times.items()})


@hooks.register("register_admin_urls")
def prayer_time_address() -> list[URLPattern]:
    """Give the form's script the times of a day."""
    return [path("vefat-vakitleri/<str:day>/", times_of_day, name="obituary_prayer_times")]
