"""The admin's screens: receivers, the log of deliveries, sending again."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import EditView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from search.kinds import all_kinds
from webhooks import actions
from webhooks.models import Delivery, Endpoint, Event, all_events


class ReadOnlyPolicy(ModelPermissionPolicy):
    """The log is written by the sender alone: nobody adds, edits or deletes a row."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        """Allow looking; sending again asks for the change permission by itself."""
        if action in {"add", "change", "delete"}:
            return False
        allowed: bool = super().user_has_permission(user, action)
        return allowed


register_permission_policy(Delivery, ReadOnlyPolicy(Delivery))


class EndpointForm(WagtailAdminModelForm):
    """A receiver; events and kinds as boxes to tick."""

    events = forms.MultipleChoiceField(
        label=gettext_lazy("Events"),
        initial=all_events,
        choices=[choice for choice in Event.choices if choice[0] != Event.PING],
        widget=forms.CheckboxSelectMultiple,
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds"),
        required=False,
        choices=lambda: [(kind.name, kind.plural) for kind in all_kinds() if kind.listed],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Leave all unticked to be told of every kind."),
    )


class EndpointEditView(EditView):
    """The form of a receiver, with a button that sends a test."""

    @property
    def header_more_buttons(self) -> list[Any]:
        """Add the log of this receiver."""
        log = f"{reverse('webhook_deliveries:index')}?endpoint={self.object.pk}"
        return [
            *super().header_more_buttons,
            Button(_("Deliveries"), url=log, icon_name="list-ul", priority=5),
        ]


class EndpointViewSet(ModelViewSet):
    """Receivers."""

    model = Endpoint
    name = "webhook_endpoints"
    url_prefix = "webhooks/alicilar"
    icon = "link-external"
    menu_label = gettext_lazy("Receivers")
    edit_view_class = EndpointEditView
    edit_template_name = "webhooks/endpoint_edit.html"
    copy_view_enabled = False
    add_to_reference_index = False
    list_display: ClassVar[list[Any]] = [
        "name",
        Column("url", label=capfirst(gettext_lazy("address"))),
        Column(
            "active",
            label=capfirst(gettext_lazy("active")),
            accessor=lambda item: _yes(item.active),
        ),
        Column("failures", label=capfirst(gettext_lazy("failures in a row"))),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("url"),
            FieldPanel("active"),
            MultiFieldPanel(
                [FieldPanel("events"), FieldPanel("kinds")],
                heading=gettext_lazy("What it is told"),
            ),
            FieldPanel("secret"),
        ],
        base_form_class=EndpointForm,
    )


def _yes(value: bool) -> str:
    return _("Yes") if value else _("No")


class DeliveryFilters(WagtailFilterSet):
    """Filters of the log."""

    class Meta:
        """Which."""

        model = Delivery
        fields: ClassVar[list[str]] = ["endpoint", "state", "event", "created_at"]


class DeliveryInspectView(InspectView):
    """One delivery, with a button that sends it again."""

    page_title = gettext_lazy("Delivery")

    def get_body_display_value(self) -> str:
        """Return the message as it was sent."""
        return str(self.object.body)


class DeliveryViewSet(ModelViewSet):
    """The log."""

    model = Delivery
    name = "webhook_deliveries"
    url_prefix = "webhooks/gonderimler"
    icon = "list-ul"
    menu_label = gettext_lazy("Deliveries")
    inspect_view_enabled = True
    inspect_view_class = DeliveryInspectView
    inspect_template_name = "webhooks/delivery_inspect.html"
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    filterset_class = DeliveryFilters
    form_fields: ClassVar[list[str]] = []
    inspect_view_fields: ClassVar[list[str]] = [
        "id",
        "endpoint",
        "event",
        "kind",
        "document_id",
        "state",
        "attempts",
        "created_at",
        "last_attempt_at",
        "next_attempt_at",
        "last_status",
        "last_error",
        "duration_ms",
        "body",
    ]
    list_display: ClassVar[list[Any]] = [
        "__str__",
        DateColumn("created_at", label=capfirst(gettext_lazy("recorded"))),
        Column("kind", label=capfirst(gettext_lazy("kind"))),
        Column("state", accessor="get_state_display", label=capfirst(gettext_lazy("state"))),
        Column("attempts", label=capfirst(gettext_lazy("tries"))),
        Column("last_status", label=capfirst(gettext_lazy("answer of the receiver"))),
        Column("last_error", label=capfirst(gettext_lazy("what went wrong"))),
    ]


class WebhooksGroup(ModelViewSetGroup):
    """Both screens under one entry of the menu."""

    items = (EndpointViewSet, DeliveryViewSet)
    menu_label = gettext_lazy("Webhooks")
    menu_icon = "link-external"
    menu_order = 9_000


def _may_change(request: HttpRequest) -> None:
    if not request.user.has_perm("webhooks.change_delivery"):  # type: ignore[union-attr]
        raise PermissionDenied


@require_POST
def send_again(request: HttpRequest, pk: Any) -> HttpResponse:
    """Send a message of the log once more."""
    _may_change(request)
    again = actions.send_again(delivery=get_object_or_404(Delivery, pk=pk))
    messages.success(request, _("The message is sent again; its new row is below."))
    return redirect("webhook_deliveries:inspect", again.pk)


@require_POST
def ping(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a test message to a receiver."""
    _may_change(request)
    delivery = actions.ping(endpoint=get_object_or_404(Endpoint, pk=pk))
    messages.success(request, _("A test message is on its way."))
    return redirect("webhook_deliveries:inspect", delivery.pk)


def urls() -> list[Any]:
    """Return the addresses besides those of the viewsets."""
    return [
        path("webhooks/gonderimler/<uuid:pk>/yeniden/", send_again, name="webhooks_send_again"),
        path("webhooks/alicilar/<int:pk>/deneme/", ping, name="webhooks_ping"),
    ]
