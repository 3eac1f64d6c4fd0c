"""Staff's screens: how many follow what, how far each telling is, failures, trying again."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from outbox import actions as outbox
from search.kinds import all_kinds
from subscriptions import queries
from subscriptions.models import Event
from webhooks.admin import ReadOnlyPolicy

register_permission_policy(Event, ReadOnlyPolicy(Event))
VIEW, CHANGE = "subscriptions.view_event", "subscriptions.change_event"


def _must(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):  # type: ignore[union-attr]
        raise PermissionDenied


class EventFilters(WagtailFilterSet):
    """Filters of the list."""

    class Meta:
        """Which."""

        model = Event
        fields: ClassVar[list[str]] = ["what", "state", "created_at"]


def _sent(event: Event) -> str:
    batch = event.batch
    if batch is None:
        return "–"
    return _("%(done)d of %(total)d") % {"done": batch.sent, "total": batch.total}


class EventIndexView(IndexView):
    """The list; numbers come with their batches in one query."""

    def get_base_queryset(self) -> Any:
        """Return the events with their batches."""
        return super().get_base_queryset().select_related("batch")

    def get_edit_url(self, instance: Event) -> str | None:
        """Lead to the progress."""
        return reverse("subscriptions_progress", args=[instance.pk])


class EventViewSet(ModelViewSet):
    """What was told to many."""

    model = Event
    name = "subscription_events"
    url_prefix = "bildirimler/gonderimler"
    icon = "mail"
    menu_label = gettext_lazy("Notifications sent")
    add_to_admin_menu = False
    inspect_view_enabled = False
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    index_view_class = EventIndexView
    filterset_class = EventFilters
    form_fields: ClassVar[list[str]] = []
    list_display: ClassVar[list[Any]] = [
        "__str__",
        Column(
            "kind",
            label=capfirst(gettext_lazy("kind")),
            accessor=lambda event: _labels().get(event.kind, event.kind),
        ),
        DateColumn("created_at", label=gettext_lazy("Happened")),
        Column("state", accessor="get_state_display", label=capfirst(gettext_lazy("state"))),
        Column("sent", label=gettext_lazy("Handed over"), accessor=_sent),
        Column(
            "failed",
            label=gettext_lazy("Failed"),
            accessor=lambda event: event.batch.failed if event.batch else "–",
        ),
    ]


def _labels() -> dict[str, str]:
    return {kind.name: str(kind.label) for kind in all_kinds()}


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the numbers, and the tellings that are going on."""
    _must(request, VIEW)
    events = list(Event.objects.select_related("batch")[:10])
    context = {
        **queries.overview(),
        "events": [{"event": item, **queries.progress(item)} for item in events],
        "all_events": reverse("subscription_events:index"),
    }
    return render(request, "subscriptions/admin/overview.html", context)


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far one telling is, and what failed."""
    _must(request, VIEW)
    event = get_object_or_404(Event.objects.select_related("batch"), pk=pk)
    context = {
        "event": event,
        "kind": _labels().get(event.kind, event.kind),
        "may_retry": request.user.has_perm(CHANGE),  # type: ignore[union-attr]
        **queries.progress(event),
    }
    return render(request, "subscriptions/admin/progress.html", context)


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try again what failed, but for addresses that do not exist."""
    _must(request, CHANGE)
    event = get_object_or_404(Event.objects.select_related("batch"), pk=pk)
    count = outbox.send_batch_again(batch=event.batch) if event.batch else 0
    if count:
        words = ngettext(
            "%(num)d message is tried again.", "%(num)d messages are tried again.", count
        )
        messages.success(request, words % {"num": count})
    else:
        messages.warning(request, _("There is nothing that can be tried again."))
    return redirect("subscriptions_progress", event.pk)


class OverviewItem(MenuItem):
    """The entry of the menu, for those who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether this person may look."""
        return bool(request.user.has_perm(VIEW))  # type: ignore[union-attr]


def menu_item() -> OverviewItem:
    """Return the entry of the menu."""
    return OverviewItem(
        _("Notifications"), reverse("subscriptions_overview"), icon_name="mail", order=890
    )


def urls() -> list[Any]:
    """Return the addresses besides those of the viewset."""
    return [
        path("bildirimler/", overview, name="subscriptions_overview"),
        path("bildirimler/<int:pk>/", progress, name="subscriptions_progress"),
        path("bildirimler/<int:pk>/yeniden/", retry, name="subscriptions_retry"),
    ]
