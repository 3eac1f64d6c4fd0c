"""Hooks into Wagtail's admin: the desk's list, its buttons, its menu entries."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from content.roadworks import proposals, site_views, views
from content.roadworks.admin import list_viewset, page_viewset
from content.roadworks.bulk import ConfirmBulkAction
from content.roadworks.concerns import Concern
from content.roadworks.models import RoadWorkIndexPage, RoadWorkPage
from content.roadworks.overlaps import overlaps

hooks.register("register_bulk_action", ConfirmBulkAction)


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    """Return the lists."""
    return [page_viewset, list_viewset]


@hooks.register("register_icons")
def icons(found: list[str]) -> list[str]:
    """Add the desk's icon."""
    return [*found, "roadworks/icons/roadworks.svg"]


@hooks.register("insert_global_admin_css")
def style() -> SafeString:
    """Link the style of the desk's lists and forms."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/roadwork.css"))


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Return the addresses of the desk's buttons and of the crew's pages."""
    return [
        path("yol-calismalari/<int:page_id>/teyit/", views.confirm, name="roadwork_confirm"),
        path(
            "yol-calismalari/<int:page_id>/durum/",
            views.StatusView.as_view(),
            name="roadwork_status",
        ),
        path(
            "yol-calismalari/duyuru-onerisi/",
            proposals.announcement,
            name="roadwork_announcement",
        ),
        path("saha/", site_views.works, name="roadwork_site"),
        path("saha/<int:page_id>/<slug:name>/", site_views.report, name="roadwork_report"),
    ]


class SiteMenuItem(MenuItem):
    """Shown to who has works to report of."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask whether there is anything to do there."""
        return site_views.may_enter(request.user)


@hooks.register("register_admin_menu_item")
def site_item() -> MenuItem:
    """Put the crew's pages into the main menu."""
    return SiteMenuItem(
        _("On site"), reverse("roadwork_site"), name="site", icon_name="mobile-alt", order=221
    )


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_overlaps(request: HttpRequest, page: Any) -> None:
    """Say after saving what else happens at the place and time of a work."""
    if not isinstance(page, RoadWorkPage):
        return
    for overlap in overlaps(page)[:3]:
        messages.warning(
            request, gettext("At the same place and time: %(what)s") % {"what": overlap.text}
        )


class DeskMenuItem(MenuItem):
    """Shown to who may change pages of the section."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the right to change one of the lists' pages."""
        policy = policy_registry.get_by_type(RoadWorkPage)
        mine = policy.instances_user_has_permission_for(request.user, "change")
        return bool(RoadWorkIndexPage.objects.filter(pk__in=mine.values("pk")).exists())


@hooks.register("register_admin_menu_item")
def desk_item() -> MenuItem:
    """Put the list into the main menu."""
    return DeskMenuItem(
        _("Road works"),
        reverse("roadworks:index"),
        name="roadworks",
        icon_name="roadworks",
        order=220,
    )


@hooks.register("register_reports_menu_item")
def unconfirmed_item() -> MenuItem:
    """Put what awaits confirmation among the reports."""
    return DeskMenuItem(
        _("Road works awaiting confirmation"),
        f"{reverse('roadworks:index')}?concern={Concern.UNCONFIRMED.value}",
        name="roadworks-unconfirmed",
        icon_name="warning",
        order=20,
    )


@hooks.register("register_page_header_buttons")
def header_buttons(
    page: Any, user: Any, next_url: str | None = None, view_name: str = "", **kwargs: Any
) -> Iterator[Button]:
    """Offer the change of status above the form of a public work."""
    if not isinstance(page, RoadWorkPage) or not page.live:
        return
    if page.permissions_for_user(user).can_publish():
        url = reverse("roadwork_status", args=[page.pk])
        yield Button(_("Change status"), url, icon_name="roadworks", priority=5)
