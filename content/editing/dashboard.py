"""The dashboard: what this editor can begin with, and what waits for this editor."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, PageLogEntry
from wagtail.permissions import policy_registry

from content.editing.report import due_for_review

SHOWN = 8
# What a desk begins with: label, icon, page type. The parent is the section it may add to.
STARTS = (
    (_("New obituary"), "plus", "obituaries.ObituaryPage", "obituaries.ObituaryIndexPage"),
    (_("New road work"), "plus", "roadworks.RoadWorkPage", "roadworks.RoadWorkIndexPage"),
    (_("New course"), "plus", "courses.CoursePage", "courses.CourseIndexPage"),
    (_("New place"), "plus", "places.PlacePage", "places.PlaceIndexPage"),
    (_("New announcement"), "plus", "standard.NewsPage", "standard.NewsIndexPage"),
)


class _Panel(Component):
    """A panel that knows its request."""

    order = 100

    def __init__(self, request: Any) -> None:
        """Keep the request."""
        self.request = request

    def pages(self, action: str) -> Any:
        """Return the pages the user may do something with."""
        policy = policy_registry.get_by_type(Page)
        return policy.instances_user_has_permission_for(self.request.user, action)


class StartPanel(_Panel):
    """Buttons for what this editor does most."""

    name = "start"
    order = 10
    template_name = "editing/dashboard/start.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the buttons."""
        return {"buttons": list(self._buttons())}

    def _buttons(self) -> Iterator[dict[str, Any]]:
        allowed = self.pages("add")
        for label, icon, child, parent in STARTS:
            model, section = apps.get_model(child), apps.get_model(parent)
            page = (
                section.objects.filter(
                    pk__in=allowed.values("pk"), locale__language_code=settings.LANGUAGE_CODE
                )
                .order_by("path")
                .first()
            )
            if page is not None:
                names = (model._meta.app_label, model._meta.model_name, page.pk)
                url = reverse("wagtailadmin_pages:add", args=names)
                yield {"label": label, "icon": icon, "url": url, "primary": True}
        if self.request.user.has_perm("roadworks.report_from_site"):
            url = reverse("roadwork_site")
            yield {"label": _("On site"), "icon": "mobile-alt", "url": url, "primary": True}
        yield {"label": _("Guide"), "icon": "help", "url": reverse("editing_guide")}


class BannerPanel(_Panel):
    """The emergency banner, while there is one: nobody should forget that it is on."""

    name = "banner"
    order = 20
    template_name = "editing/dashboard/banner.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the active banners."""
        now = timezone.now()
        model = apps.get_model("home", "EmergencyBanner")
        banners = model.objects.filter(starts_at__lte=now, ends_at__gt=now).order_by("ends_at")
        may_change = self.request.user.has_perm("home.change_emergencybanner")
        return {
            "banners": banners,
            "may_change": may_change,
            "csrf_token": parent_context["csrf_token"],
        }


class DraftsPanel(_Panel):
    """What this editor has begun and nobody has published yet."""

    name = "drafts"
    order = 230
    template_name = "editing/dashboard/pages.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the pages with changes by this user that are not public, the newest first."""
        edited = PageLogEntry.objects.filter(
            user=self.request.user,
            action__in=("wagtail.create", "wagtail.edit"),
            timestamp__gte=timezone.now() - timedelta(days=180),
        )
        drafts = (
            self.pages("change")
            .filter(pk__in=edited.values("page_id"), has_unpublished_changes=True)
            .order_by("-latest_revision_created_at")
            .prefetch_workflow_states()
            .specific(defer=True)[: 2 * SHOWN]
        )
        # What waits for approval stands in Wagtail's own panel.
        drafts = [page for page in drafts if not page.workflow_in_progress][:SHOWN]
        return {
            "id": "editing-drafts",
            "heading": _("My drafts"),
            "pages": [
                {"page": page, "when": page.latest_revision_created_at, "note": page.status_string}
                for page in drafts
            ],
        }


class ReviewPanel(_Panel):
    """Pages whose review date has come, among those the editor may change."""

    name = "review"
    order = 240
    template_name = "editing/dashboard/pages.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the pages that are due today or were before."""
        due: Any = due_for_review(self.pages("change")).filter(review_on__lte=timezone.localdate())
        return {
            "id": "editing-review",
            "heading": _("To be reviewed"),
            "more": reverse("editing_review"),
            "pages": [
                {"page": page, "when": page.review_on, "note": ""}
                for page in due.order_by("review_on").specific(defer=True)[:SHOWN]  # type: ignore[attr-defined]
            ],
        }


class ConfirmPanel(_Panel):
    """Road works whose word has run out: unconfirmed, past their end, or not begun in time."""

    name = "confirm"
    order = 225
    template_name = "editing/dashboard/pages.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the open works somebody should ask about, those longest silent first."""
        from content.roadworks.concerns import concerns_of, stale

        works = (
            stale(timezone.now())
            .filter(pk__in=self.pages("change").values("pk"))
            .order_by("last_confirmed_on", "pk")[:SHOWN]
        )
        return {
            "id": "editing-confirm",
            "heading": _("Road works to ask about"),
            "more": reverse("roadworks:index"),
            "pages": [
                {
                    "page": page,
                    "when": page.last_confirmed_on,
                    "note": ", ".join(concerns_of(page)),
                }
                for page in works
            ],
        }


def panels(request: Any) -> list[Component]:
    """Return the house's own panels."""
    return [
        StartPanel(request),
        BannerPanel(request),
        ConfirmPanel(request),
        DraftsPanel(request),
        ReviewPanel(request),
    ]
