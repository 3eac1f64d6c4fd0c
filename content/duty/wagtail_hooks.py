"""Hooks into Wagtail's admin: the rota's screen, and the warning on the dashboard."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from content.duty.admin import MissingDutyPanel, viewset


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    """Return the rota."""
    return [viewset]


@hooks.register("construct_homepage_panels")
def warn_of_missing_days(request: HttpRequest, panels: list[Any]) -> None:
    """Put the warning on the dashboard."""
    panels.append(MissingDutyPanel(request))
