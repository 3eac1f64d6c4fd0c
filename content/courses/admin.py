"""The desk's lists of courses: columns, filters, export; the same flat and in the page tree."""

from datetime import datetime
from typing import Any, ClassVar

import django_filters
from django.db.models import F, Q, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect, Select
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView, PageFilterSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.admin.widgets.button import HeaderButton

from content.courses.choices import Standing, Status
from content.courses.models import CourseBranch, CoursePage
from content.imports.kinds import upload_url
from content.reference.models import Neighbourhood


def with_status(status: str, now: datetime) -> Q:
    """Match the courses that stand so at a moment; the same as `phases.status_at`, in SQL."""
    today = timezone.localdate(now)
    over, begun = Q(ends_on__lt=today), Q(starts_on__lte=today)
    planned, full = Q(standing=Standing.AS_PLANNED), Q(standing=Standing.FULL)
    window = Q(applications_open__lte=now, applications_close__gt=now)
    open_now = planned & ~over & window
    waits = ~over & ~begun
    return {
        Status.OPEN: open_now,
        Status.SOON: planned & waits & Q(applications_open__gt=now),
        Status.FULL: full & waits,
        Status.CLOSED: planned & waits & Q(applications_close__lte=now),
        Status.RUNNING: begun & ~over & ((planned & ~window) | full),
        Status.ENDED: over & ~Q(standing=Standing.CANCELLED),
        Status.CANCELLED: Q(standing=Standing.CANCELLED),
    }[Status(status)]


class CourseFilterSet(PageFilterSet):
    """What the desk looks for."""

    # Of no use where every page is of one type and has nothing below.
    site = None
    has_child_pages = None
    owner = None

    status = django_filters.ChoiceFilter(
        label=_("How it stands"),
        choices=Status.choices,
        empty_label=_("All"),
        widget=RadioSelect,
        method="standing_so",
    )
    branch = django_filters.ModelMultipleChoiceFilter(
        label=_("Branch"), queryset=CourseBranch.objects.all(), widget=CheckboxSelectMultiple
    )
    neighbourhood = django_filters.ModelChoiceFilter(
        label=_("Neighbourhood"), queryset=Neighbourhood.objects.all(), widget=Select
    )
    starts_on = django_filters.DateFromToRangeFilter(
        label=_("first day"), widget=DateRangePickerWidget
    )

    class Meta:
        """The page type."""

        model = CoursePage
        fields: ClassVar[list[str]] = []

    def standing_so(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what stands so now; by key, so that search can still narrow it."""
        found = CoursePage.objects.filter(with_status(value, timezone.now()))
        return queryset.filter(pk__in=found.values("pk"))


class DayColumn(Column):
    """A day, or a moment in local time, as Turks write it."""

    def get_value(self, instance: Any) -> str:
        """Return 24.11.2026, or 24.11.2026 09.00."""
        value = super().get_value(instance)
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "d.m.Y H.i")
        return date_format(value, "d.m.Y") if value else ""


class _Listing:
    """What the flat list and the page tree share."""

    def annotate_queryset(self, pages: Any) -> Any:
        """Join the names the columns and the export show in the same query."""
        found = super().annotate_queryset(pages)  # type: ignore[misc]
        if issubclass(found.model, CoursePage):
            found = found.annotate(
                branch_name=F("branch__name"),
                area_name=F("neighbourhood__name"),
                place_title=F("place__title"),
                unit_name=F("directorate__name"),
            )
        return found


class CourseIndexView(_Listing, IndexView):
    """The flat list, with the import beside “new”."""

    default_ordering = "-starts_on"

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Offer the import to who may use it."""
        url = upload_url("courses", self.request.user)
        found = list(super().header_buttons)
        if url:
            found.append(HeaderButton(_("Import from a file"), url=url, icon_name="upload"))
        return found


class CourseExplorerView(_Listing, ExplorableIndexView):
    """The list in the page tree."""


COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label=_("Course"), sort_key="title", classname="title"),
    Column("branch_name", label=_("Branch"), sort_key="branch_name"),
    Column("status", label=_("How it stands"), accessor="status_label"),
    DayColumn("applications_open", label=_("Applications from"), sort_key="applications_open"),
    DayColumn("applications_close", label=_("Applications until"), sort_key="applications_close"),
    DayColumn("starts_on", label=_("First day"), sort_key="starts_on"),
    Column("capacity", label=_("Number of places"), sort_key="capacity"),
    PageStatusColumn("live", label=_("Publication"), sort_key="live", width="10%"),
]
EXPORT: dict[str, Any] = {
    "external_id": _("id of the source"),
    "title": _("Name"),
    "branch_name": _("Branch"),
    "brand": _("programme"),
    "status_label": _("How it stands"),
    "status_reason": _("reason"),
    "place_title": _("place of the city guide"),
    "room": _("room"),
    "address": _("address"),
    "area_name": _("Neighbourhood"),
    "starts_on": _("first day"),
    "ends_on": _("last day"),
    "hours_total": _("lesson hours in total"),
    "min_age": _("lowest age"),
    "max_age": _("highest age"),
    "residents_only": _("for residents of the district"),
    "fee": _("fee (TL)"),
    "capacity": _("number of places"),
    "min_participants": _("opens with at least"),
    "applications_open": _("applications from"),
    "applications_close": _("applications until"),
    "get_certificate_display": _("certificate"),
    "unit_name": _("responsible directorate"),
    "live": _("Published"),
}


class _Shared:
    """What both lists are made of."""

    model = CoursePage
    icon = "courses"
    columns = COLUMNS
    filterset_class = CourseFilterSet
    list_export = tuple(EXPORT)
    export_headings = EXPORT
    export_filename = "kurslar"


class CoursePageViewSet(_Shared, PageViewSet):
    """Courses in the page tree, below their index page."""

    index_view_class = CourseExplorerView


class CourseListViewSet(_Shared, PageListingViewSet):
    """The desk's own list, linked in the menu."""

    index_view_class = CourseIndexView


class BranchViewSet(ModelViewSet):
    """The branches of courses."""

    model = CourseBranch
    icon = "tag"
    menu_label = _("Course branches")
    menu_order = 31
    add_to_settings_menu = True
    list_display: ClassVar[list[Any]] = ["name", "order", "name_en", "name_ar"]
    search_fields: ClassVar[list[str]] = ["name", "name_en", "name_ar"]
    ordering = ("order", "sort_key")
    inspect_view_enabled = False
    copy_view_enabled = False


page_viewset = CoursePageViewSet()
list_viewset = CourseListViewSet("courses", url_prefix="kurslar")
branch_viewset = BranchViewSet("course_branches", url_prefix="kurs-branslari")
