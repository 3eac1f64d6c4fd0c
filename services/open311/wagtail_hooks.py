"""Hooks into Wagtail's admin."""

from typing import Any

from wagtail import hooks

from services.open311 import admin


@hooks.register("register_admin_viewset")
def viewsets() -> admin.ApiKeyViewSet:
    """Add the keys to the settings."""
    return admin.ApiKeyViewSet()


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    """Add the revoking."""
    return admin.urls()
