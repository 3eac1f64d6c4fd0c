"""Hooks into Wagtail's admin."""

from typing import Any

from wagtail import hooks

from webhooks import admin


@hooks.register("register_admin_viewset")
def viewsets() -> admin.WebhooksGroup:
    """Add receivers and deliveries to the menu."""
    return admin.WebhooksGroup()


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    """Add sending again, and tests."""
    return admin.urls()
