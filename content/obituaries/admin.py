"""The desk's lists of obituaries: columns, filters, export; the same flat and in the page tree."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any, ClassVar

import django_filters
from django.db.models import Prefetch, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect, Select, TextInput
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from content.obituaries.choices import Ceremony, Prayer
from content.obituaries.models import (
    ApprovalState,
    FamilyApproval,
    ObituaryIndexPage,
    ObituaryPage,
)
from content.reference.models import Neighbourhood
from content.signs import for_xml, inert

DAYS = {"today": (0, 0), "tomorrow": (1, 1), "coming": (0, None), "week": (-6, 0)}


class ObituaryFilterSet(PageFilterSet):
    """What the desk looks for."""

    # Of no use where every page is of one type and has nothing below.
    site = None
    has_child_pages = None
    owner = None

    when = django_filters.ChoiceFilter(
        label=_("Funeral"),
        choices=[
            ("today", _("Today")),
            ("tomorrow", _("Tomorrow")),
            ("coming", _("Today and later")),
            ("week", _("The last seven days")),
            ("unknown", _("Day not known yet")),
        ],
        empty_label=_("All"),
        widget=RadioSelect,
        method="on_days",
    )
    burial_date = django_filters.DateFromToRangeFilter(
        label=_("Burial date"), widget=DateRangePickerWidget
    )
    death_date = django_filters.DateFromToRangeFilter(
        label=_("Date of death"), widget=DateRangePickerWidget
    )
    prayer = django_filters.MultipleChoiceFilter(
        label=_("Prayer"), choices=Prayer.choices, widget=CheckboxSelectMultiple
    )
    ceremony = django_filters.MultipleChoiceFilter(
        label=_("Farewell"), choices=Ceremony.choices, widget=CheckboxSelectMultiple
    )
    mosque = django_filters.CharFilter(label=_("Mosque"), widget=TextInput, method="with_words_in")
    cemetery = django_filters.CharFilter(
        label=_("Cemetery"), widget=TextInput, method="with_words_in"
    )
    neighbourhood = django_filters.ModelChoiceFilter(
        label=_("Neighbourhood"), queryset=Neighbourhood.objects.all(), widget=Select
    )

    approval = django_filters.ChoiceFilter(
        label=_("Family's approval"),
        choices=[("none", _("Not asked")), *ApprovalState.choices[:-1]],
        empty_label=_("All"),
        widget=RadioSelect,
        method="by_approval",
    )

    class Meta:
        """The page type."""

        model = ObituaryPage
        fields: ClassVar[list[str]] = []

    def on_days(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the funerals of a stretch of days around today."""
        if value == "unknown":
            return queryset.filter(burial_date__isnull=True)
        first, last = DAYS[value]
        today = timezone.localdate()
        found = queryset.filter(burial_date__gte=today + timedelta(days=first))
        if last is None:
            return found
        return found.filter(burial_date__lte=today + timedelta(days=last))

    def by_approval(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what stands so with the family."""
        held = FamilyApproval.objects.exclude(state=ApprovalState.ENDED)
        if value == "none":
            return queryset.filter(live=False).exclude(pk__in=held.values("page_id"))
        return queryset.filter(pk__in=held.filter(state=value).values("page_id"))

    def with_words_in(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what holds the words; by key, so that search can still narrow it."""
        found = ObituaryPage.objects.filter(**{f"{name}__icontains": value.strip()})
        return queryset.filter(pk__in=found.values("pk"))


class _Exports:
    """Exports that open well in spreadsheets, in words; text is never run as a formula."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Return what stands in a cell."""
        if isinstance(value, bool):
            return gettext("Yes") if value else gettext("No")
        if isinstance(value, time):
            return f"{value:%H.%M}"
        if value is None:
            return ""
        if isinstance(value, date | int):
            return value
        return inert(for_xml(str(value)))

    def stream_csv(self, queryset: QuerySet[Any]) -> Iterator[bytes]:
        """Begin with the mark by which spreadsheets know UTF-8."""
        yield "\ufeff".encode()
        yield from super().stream_csv(queryset)  # type: ignore[misc]


class _Approvals:
    """Fetches what holds with the family for all rows at once."""

    def annotate_queryset(self, pages: Any) -> Any:
        """Add `held_approvals`: one query for the list."""
        held = FamilyApproval.objects.exclude(state=ApprovalState.ENDED)
        found: Any = super().annotate_queryset(pages)  # type: ignore[misc]
        return found.prefetch_related(Prefetch("approvals", held, to_attr="held_approvals"))


class ObituaryIndexView(_Exports, _Approvals, IndexView):
    """The flat list, newest funerals first."""

    # Notices are written in one language.
    show_locale_labels = False
    default_ordering = "-burial_date"
    add_item_label = _("New obituary")


class ObituaryExplorerView(_Exports, _Approvals, ExplorableIndexView):
    """The list in the page tree."""

    add_item_label = _("New obituary")


class DayColumn(Column):
    """A date with its weekday, as Turks write it; wrong days show at a glance."""

    def get_value(self, instance: Any) -> str:
        """Return 03.03.2026 Sal."""
        day = super().get_value(instance)
        return date_format(day, "d.m.Y D") if day else ""


def prayer_and_time(page: Any) -> str:
    """Return öğle, 12.45; the kind of farewell where there is no prayer."""
    what = page.get_prayer_display() if page.prayer else ""
    if page.ceremony != Ceremony.PRAYER:
        what = ", ".join(part for part in (str(page.get_ceremony_display()), str(what)) if part)
    clock = f"{page.prayer_time:%H.%M}" if page.prayer_time else ""
    return ", ".join(part for part in (str(what), clock) if part)


def approval_state(page: Any) -> str:
    """Return in words where it stands with the family; "" for what is public without a row."""
    held = getattr(page, "held_approvals", [])
    if held:
        return str(held[0].get_state_display())
    return "" if page.live else gettext("Not asked")


COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label=_("Name"), sort_key="title", classname="title"),
    DayColumn("death_date", label=_("Date of death"), sort_key="death_date", width="12%"),
    DayColumn("burial_date", label=_("Burial"), sort_key="burial_date", width="12%"),
    Column("prayer", label=_("Prayer"), accessor=prayer_and_time, sort_key="prayer_time"),
    Column("mosque", label=_("Mosque"), sort_key="mosque"),
    Column("approval", label=_("Family's approval"), accessor=approval_state),
    Column("stage", label=_("What is public"), accessor="stage.label"),
    PageStatusColumn("live", label=_("Status"), sort_key="live", width="10%"),
]
# The family's phone and the informant stay in the form: a spreadsheet travels too far for them.
EXPORT: dict[str, Any] = {
    "title": _("Name"),
    "father_name": _("Father's name"),
    "age": _("Age"),
    "neighbourhood": _("Neighbourhood"),
    "death_date": _("Date of death"),
    "burial_date": _("Burial"),
    "get_ceremony_display": _("Farewell"),
    "get_prayer_display": _("Prayer"),
    "prayer_time": _("Clock time"),
    "mosque": _("Mosque"),
    "cemetery": _("Cemetery"),
    "plot": _("Plot"),
    "transfer_city": _("Taken to"),
    "keep_until": _("Keep the page until"),
    "live": _("Is published"),
}


class _Shared:
    """What both lists are made of."""

    model = ObituaryPage
    icon = "doc-full"
    columns = COLUMNS
    filterset_class = ObituaryFilterSet
    list_export = tuple(EXPORT)
    export_headings = EXPORT
    export_filename = "vefat-ilanlari"


class DeskMenuItem(MenuItem):
    """Shown to who works with obituaries."""

    def is_shown(self, request: Any) -> bool:
        """Ask whether a list of obituaries is among the pages of the user."""
        mine = policy_registry.get_by_type(Page).explorable_instances(request.user)
        return ObituaryIndexPage.objects.filter(pk__in=mine.values("pk")).exists()


class ObituaryPageViewSet(_Shared, PageViewSet):
    """Obituaries in the page tree, below their index page."""

    index_view_class = ObituaryExplorerView


class ObituaryListViewSet(_Shared, PageListingViewSet):
    """The desk's own list, linked in the menu."""

    index_view_class = ObituaryIndexView
    add_to_admin_menu = True
    menu_label = _("Obituaries")
    menu_order = 210
    menu_item_class = DeskMenuItem


PAGES = ObituaryPageViewSet()
LISTING = ObituaryListViewSet("obituaries", url_prefix="vefat-ilanlari")
