"""Hooks into Wagtail's admin."""

from typing import Any

from wagtail import hooks

from search import admin
from search.engines import health


@hooks.register("register_admin_viewset")
def viewset() -> admin.SynonymViewSet:
    """Add the synonyms to the menu."""
    return admin.SynonymViewSet()


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    """Add CSV in and out."""
    return admin.urls()


@hooks.register("construct_homepage_panels")
def notice(request: Any, panels: list[Any]) -> None:
    """Say on the dashboard that the search engine fails."""
    found = health.current()
    if found and found.failing_since:
        panels.append(admin.EngineNotice())
