"""Hooks into Wagtail's admin."""

from wagtail import hooks

from content.obituaries.admin import LISTING, PAGES


@hooks.register("register_admin_viewset")
def obituary_lists() -> list[object]:
    """Give the explorer the desk's columns, and the main menu a way to them."""
    return [PAGES, LISTING]
