"""The desk's screen of the rota: who, when, what is missing; export in the import's own format."""

from datetime import timedelta
from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.forms import RadioSelect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from content.duty.models import DutyPage, DutyShift
from content.duty.queries import missing_days
from content.imports.kinds import upload_url

WARNED_DAYS = 14


class DutyFilterSet(WagtailFilterSet):
    """What the desk looks for."""

    when = django_filters.ChoiceFilter(
        label=_("Days"),
        choices=[("past", _("Past days")), ("all", _("All days"))],
        empty_label=_("From today on"),
        widget=RadioSelect,
        method="on_days",
    )
    day = django_filters.DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)

    class Meta:
        """The model."""

        model = DutyShift
        fields: ClassVar[list[str]] = []

    def on_days(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep past days; “all” keeps everything."""
        return queryset.filter(day__lt=timezone.localdate()) if value == "past" else queryset

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Begin with today unless other days are asked for."""
        found = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        if asked.get("when") or asked.get("day"):
            return found
        return found.filter(day__gte=timezone.localdate())


class DutyIndexView(IndexView):
    """The rota, day by day."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Offer the import beside “new”, to who may use it."""
        url = upload_url("duty", self.request.user)
        found = list(super().header_buttons)
        if url:
            found.append(HeaderButton(_("Import from a file"), url=url, icon_name="upload"))
        return found


class DutyViewSet(ModelViewSet):
    """The rota."""

    model = DutyShift
    icon = "calendar-check"
    menu_label = _("Pharmacies on duty")
    menu_name = "duty"
    menu_order = 231
    add_to_admin_menu = True
    index_view_class = DutyIndexView
    filterset_class = DutyFilterSet
    list_display: ClassVar[list[Any]] = [
        "day",
        Column("pharmacy", label=_("Pharmacy"), sort_key="pharmacy__title"),
        Column("neighbourhood", label=_("Neighbourhood"), accessor="pharmacy.neighbourhood"),
        Column("note", label=_("Note")),
    ]
    list_export: ClassVar[list[str]] = ["day", "pharmacy.title", "pharmacy.external_id", "note"]
    export_headings: ClassVar[dict[str, str]] = {
        "day": "date",
        "pharmacy.title": "name",
        "pharmacy.external_id": "external_id",
        "note": "note",
    }
    export_filename = "nobetci-eczaneler"
    ordering = ("day", "pharmacy__title")
    inspect_view_enabled = False
    copy_view_enabled = False


viewset = DutyViewSet("duty_shifts", url_prefix="nobetci-eczaneler")


class MissingDutyPanel(Component):
    """Days to come without anybody on duty: at night citizens look nowhere else."""

    name = "missing-duty"
    order = 215
    template_name = "duty/missing_panel.html"

    def __init__(self, request: Any) -> None:
        """Keep the request."""
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the missing days, none for who cannot fill them."""
        user = self.request.user
        if not user.has_perm("duty.add_dutyshift") or not DutyPage.objects.exists():
            return {"days": []}
        today = timezone.localdate()
        return {
            "days": missing_days(today, WARNED_DAYS),
            "until": today + timedelta(days=WARNED_DAYS - 1),
            "url": upload_url("duty", user),
        }
