"""The desk's lists of road works: columns, filters, export; the same flat and in the page tree."""

from typing import Any, ClassVar

import django_filters
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.forms import CheckboxSelectMultiple, RadioSelect, Select
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.admin.widgets.button import HeaderButton

from content.imports.kinds import upload_url
from content.reference.models import Directorate, Neighbourhood
from content.roadworks.concerns import Concern, concerns_of, with_concern
from content.roadworks.models import RoadWorkPage, RoadWorkStreet
from content.roadworks.states import OPEN_STATES, Status, VehicleImpact, WorkKind

_THROUGH: Any = RoadWorkPage.neighbourhoods.through


class RoadWorkFilterSet(PageFilterSet):
    """What the desk looks for."""

    # Of no use where every page is of one type and has nothing below.
    site = None
    has_child_pages = None
    owner = None

    concern = django_filters.ChoiceFilter(
        label=_("To look at"),
        choices=Concern.choices,
        empty_label=_("All"),
        widget=RadioSelect,
        method="with_concern",
    )
    status = django_filters.MultipleChoiceFilter(
        label=_("Status of the work"), choices=Status.choices, widget=CheckboxSelectMultiple
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind of work"), choices=WorkKind.choices, widget=CheckboxSelectMultiple
    )
    vehicle_impact = django_filters.MultipleChoiceFilter(
        label=_("Effect on traffic"), choices=VehicleImpact.choices, widget=CheckboxSelectMultiple
    )
    neighbourhood = django_filters.ModelChoiceFilter(
        label=_("Neighbourhood"),
        queryset=Neighbourhood.objects.all(),
        widget=Select,
        method="in_neighbourhood",
    )
    directorate = django_filters.ModelChoiceFilter(
        label=_("Directorate"), queryset=Directorate.objects.all(), widget=Select
    )
    planned_start = django_filters.DateFromToRangeFilter(
        label=_("Planned start"), widget=DateRangePickerWidget
    )

    class Meta:
        """The page type."""

        model = RoadWorkPage
        fields: ClassVar[list[str]] = []

    def with_concern(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what a concern is about."""
        return queryset.filter(pk__in=with_concern(value).values("pk"))

    def in_neighbourhood(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep the works of a neighbourhood; by key, so that search can still narrow it."""
        works = _THROUGH.objects.filter(neighbourhood=value).values("roadworkpage_id")
        return queryset.filter(pk__in=works)


class MomentColumn(Column):
    """A date and time in local time, as Turks write it."""

    def get_value(self, instance: Any) -> str:
        """Return 24.11.2026 09.00."""
        moment = super().get_value(instance)
        return date_format(timezone.localtime(moment), "d.m.Y H.i") if moment else ""


class ConcernColumn(BaseColumn):
    """What is wrong with a work, and the button that says it still holds."""

    cell_template_name = "roadworks/concern_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Return the words and the addresses; the buttons only for who may publish."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        may = instance.live and instance.permissions_for_user(request.user).can_publish()
        context.update(
            concerns=concerns_of(instance),
            confirm_url=reverse("roadwork_confirm", args=[instance.pk])
            if may and instance.status in OPEN_STATES
            else "",
            status_url=reverse("roadwork_status", args=[instance.pk]) if may else "",
            csrf_token=get_token(request),
            next_url=request.get_full_path(),
        )
        return context


def _names(rows: QuerySet[Any], key: str, name: str, order: str) -> Coalesce:
    joined = (
        rows.filter(**{key: OuterRef("pk")})
        .order_by()
        .values(key)
        .annotate(joined=StringAgg(name, ", ", order_by=order))
        .values("joined")
    )
    return Coalesce(Subquery(joined, output_field=CharField()), Value(""))


class _Listing:
    """What the flat list and the page tree share."""

    def annotate_queryset(self, pages: Any) -> Any:
        """Join the names of neighbourhoods and streets in the same query."""
        found = super().annotate_queryset(pages)  # type: ignore[misc]
        return found.annotate(
            area_names=_names(
                _THROUGH.objects.all(),
                "roadworkpage_id",
                "neighbourhood__name",
                "neighbourhood__sort_key",
            ),
            street_names=_names(RoadWorkStreet.objects.all(), "page_id", "name", "sort_order"),
        )


class RoadWorkIndexView(_Listing, IndexView):
    """The flat list, with the import beside "new"."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Offer the import to who may use it."""
        url = upload_url("roadworks", self.request.user)
        found = list(super().header_buttons)
        if url:
            found.append(HeaderButton(_("Import from a file"), url=url, icon_name="upload"))
        return found


class RoadWorkExplorerView(_Listing, ExplorableIndexView):
    """The list in the page tree."""


COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label=_("Work"), sort_key="title", classname="title"),
    Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
    MomentColumn("planned_start", label=_("Planned start"), sort_key="planned_start"),
    MomentColumn("planned_end", label=_("Planned end"), sort_key="planned_end"),
    ConcernColumn("concern", label=_("To look at"), sort_key="last_confirmed_on"),
    PageStatusColumn("live", label=_("Publication"), sort_key="live", width="10%"),
]
EXPORT: dict[str, Any] = {
    "external_id": _("id of the source"),
    "title": _("Title"),
    "get_kind_display": _("Kind of work"),
    "get_status_display": _("Status"),
    "status_reason": _("Reason"),
    "area_names": _("Neighbourhoods"),
    "street_names": _("Streets"),
    "planned_start": _("Planned start"),
    "planned_end": _("Planned end"),
    "first_planned_end": _("First planned end"),
    "actual_start": _("Began"),
    "actual_end": _("Ended"),
    "get_vehicle_impact_display": _("Effect on traffic"),
    "detour": _("Detour"),
    "crew": _("Crew"),
    "tonnage": _("Tonnes"),
    "area_m2": _("Square metres"),
    "progress": _("Progress"),
    "directorate": _("Directorate"),
    "last_confirmed_on": _("Last confirmed on"),
    "live": _("Published"),
}


class _Shared:
    """What both lists are made of."""

    model = RoadWorkPage
    icon = "roadworks"
    columns = COLUMNS
    filterset_class = RoadWorkFilterSet
    list_export = tuple(EXPORT)
    export_headings = EXPORT
    export_filename = "yol-calismalari"


class RoadWorkPageViewSet(_Shared, PageViewSet):
    """Road works in the page tree, below their index page."""

    index_view_class = RoadWorkExplorerView


class RoadWorkListViewSet(_Shared, PageListingViewSet):
    """The desk's own list, linked in the menu."""

    index_view_class = RoadWorkIndexView


page_viewset = RoadWorkPageViewSet()
list_viewset = RoadWorkListViewSet("roadworks", url_prefix="yol-calismalari")
