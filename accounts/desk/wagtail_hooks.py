"""The desk's place in Wagtail's admin."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.recovery.queries import may_serve


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Return the addresses of the desk."""
    return [path("vezne/", include("accounts.desk.urls"))]


class DeskItem(MenuItem):
    """Shown to who works there."""

    def is_shown(self, request: Any) -> bool:
        """Ask for the permission."""
        return may_serve(request.user)


@hooks.register("register_admin_menu_item")
def desk_item() -> MenuItem:
    """Put the desk into the main menu."""
    return DeskItem(_("Service desk"), reverse("desk"), name="desk", icon_name="user", order=150)


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """Let administrators see the right in a role."""
    return Permission.objects.filter(content_type__app_label="recovery", codename="serve_citizens")


@hooks.register("insert_global_admin_css")
def css() -> SafeString:
    """Link the desk's style."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/desk.css"))
