"""Hooks into Wagtail's admin."""

from typing import Any

from wagtail import hooks

from subscriptions import admin


@hooks.register("register_admin_viewset")
def viewset() -> admin.EventViewSet:
    """Add the list of tellings."""
    return admin.EventViewSet()


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    """Add the overview, the progress of one telling, trying again."""
    return admin.urls()


@hooks.register("register_admin_menu_item")
def menu_item() -> admin.OverviewItem:
    """Add the overview to the menu."""
    return admin.menu_item()
