"""The admin of what belongs to the whole site: emergency banner, menus, feedback."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from home.actions import end_banner
from home.models import EmergencyBanner, NavigationItem, PageFeedback
from home.presets import PRESETS, Level, prepared


class PreparedBannerView(CreateView):
    """A new banner; `?duzey=` begins with the prepared words of that level."""

    def get_initial_form_instance(self) -> EmergencyBanner:
        """Return the prepared banner."""
        return prepared(self.request.GET.get("duzey", ""))


class PresetsPanel(Component):
    """The dashboard's way to a banner: one press opens it ready, “save” puts it on every page."""

    name = "banner_presets"
    order = 15
    template_name = "home/banner_presets.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return a link for each level, the most urgent first."""
        add = reverse("wagtailsnippets_home_emergencybanner:add")
        return {
            "presets": [
                {"label": Level(preset.level).label, "url": f"{add}?duzey={preset.level}"}
                for preset in PRESETS
            ]
        }


class EmergencyBannerViewSet(SnippetViewSet):
    """The banner: a title and “save” put it on every page; it ends by itself."""

    model = EmergencyBanner
    icon = "warning"
    menu_label = gettext_lazy("Emergency banner")
    menu_order = 150
    add_to_admin_menu = True
    list_display: ClassVar[list[Any]] = [
        "title",
        "get_level_display",
        DateColumn("starts_at", label=gettext_lazy("begins")),
        DateColumn("ends_at", label=gettext_lazy("ends")),
        BooleanColumn("is_active", label=gettext_lazy("on now")),
    ]
    list_filter: ClassVar[list[str]] = ["level"]
    search_backend_name: ClassVar[Any] = None
    search_fields: ClassVar[list[str]] = ["title", "text"]
    copy_view_enabled = True
    add_view_class = PreparedBannerView


class NavigationItemViewSet(SnippetViewSet):
    """Entries of the main menu and the footer."""

    model = NavigationItem
    icon = "list-ul"
    menu_label = gettext_lazy("Menus")
    menu_order = 700
    add_to_admin_menu = True
    list_display: ClassVar[list[Any]] = ["title", "get_area_display", "parent", "url", "order"]
    list_filter: ClassVar[list[str]] = ["area"]
    ordering: ClassVar[list[str]] = ["area", "order", "pk"]
    search_backend_name: ClassVar[Any] = None
    search_fields: ClassVar[list[str]] = ["title", "url"]
    list_per_page = 100


class ReadAndDelete(ModelPermissionPolicy):
    """Nobody writes feedback in the admin, and nobody changes what people said."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse to add and change."""
        return action not in {"add", "change"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Refuse to add and change."""
        return any(self.user_has_permission(user, action) for action in actions)


class PageFeedbackViewSet(SnippetViewSet):
    """Answers to “was this page useful?”."""

    model = PageFeedback
    icon = "comment"
    menu_label = gettext_lazy("Page feedback")
    menu_order = 800
    add_to_admin_menu = True
    inspect_view_enabled = True
    list_display: ClassVar[list[Any]] = [
        "path",
        BooleanColumn("useful", label=gettext_lazy("useful")),
        "comment",
        DateColumn("created_at", label=gettext_lazy("time")),
    ]
    list_filter: ClassVar[dict[str, list[str]]] = {"useful": ["exact"], "path": ["icontains"]}
    list_export: ClassVar[list[str]] = ["created_at", "path", "useful", "comment"]
    export_filename = "geri-bildirimler"
    ordering: ClassVar[list[str]] = ["-created_at"]
    search_backend_name: ClassVar[Any] = None
    search_fields: ClassVar[list[str]] = ["path", "comment"]


@require_POST
def end_banner_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the banner off every page with one press."""
    if not request.user.has_perm("home.change_emergencybanner"):
        raise PermissionDenied
    banner = get_object_or_404(EmergencyBanner, pk=pk)
    end_banner(banner=banner, user=request.user)
    messages.success(request, _("The banner “%(title)s” is off.") % {"title": banner.title})
    return redirect("wagtailadmin_home")
