"""Hooks into Wagtail's admin: the desk's lists and its menu entry."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import policy_registry, register_permission_policy

from content.editing.queues import NobodyAdds, may_decide
from content.places.admin import category_viewset, list_viewset, page_viewset
from content.places.models import PlaceIndexPage, PlacePage, PlaceSuggestion
from content.places.suggestions import admin as suggestions

register_permission_policy(PlaceSuggestion, NobodyAdds(PlaceSuggestion))


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    """Return the lists."""
    return [page_viewset, list_viewset, category_viewset, suggestions.viewset]


class DeskMenuItem(MenuItem):
    """Shown to who may change pages of the guide."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the right to change one of the guides."""
        policy = policy_registry.get_by_type(PlacePage)
        mine = policy.instances_user_has_permission_for(request.user, "change")
        return bool(PlaceIndexPage.objects.filter(pk__in=mine.values("pk")).exists())


@hooks.register("register_admin_menu_item")
def desk_item() -> MenuItem:
    """Put the list into the main menu."""
    return DeskMenuItem(
        _("City guide"), reverse("places:index"), name="places", icon_name="site", order=230
    )


@hooks.register("construct_homepage_panels")
def waiting(request: HttpRequest, panels: list[Any]) -> None:
    """Show the desk on its dashboard what waits."""
    if may_decide(request.user, PlaceSuggestion):
        panels.append(suggestions.CorrectionsPanel())


@hooks.register("insert_global_admin_css")
def style() -> SafeString:
    """Link the style of the desk's screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/places.css"))
