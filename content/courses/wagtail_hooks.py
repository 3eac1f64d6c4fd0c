"""Hooks into Wagtail's admin: the desk's list, its bulk action, its menu entry."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import policy_registry

from content.courses.admin import branch_viewset, list_viewset, page_viewset
from content.courses.bulk import StandingBulkAction
from content.courses.models import CourseIndexPage, CoursePage

hooks.register("register_bulk_action", StandingBulkAction)


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    """Return the lists."""
    return [page_viewset, list_viewset, branch_viewset]


@hooks.register("register_icons")
def icons(found: list[str]) -> list[str]:
    """Add the desk's icon."""
    return [*found, "courses/icons/courses.svg"]


class DeskMenuItem(MenuItem):
    """Shown to who may change pages of the section."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the right to change one of the lists' pages."""
        policy = policy_registry.get_by_type(CoursePage)
        mine = policy.instances_user_has_permission_for(request.user, "change")
        return bool(CourseIndexPage.objects.filter(pk__in=mine.values("pk")).exists())


@hooks.register("register_admin_menu_item")
def desk_item() -> MenuItem:
    """Put the list into the main menu."""
    return DeskMenuItem(
        _("Courses"), reverse("courses:index"), name="courses", icon_name="courses", order=225
    )
