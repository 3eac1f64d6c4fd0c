"""The report of searches: what people look for, what they do not find or do not open, the trend."""

from datetime import date, timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

import django_filters
from django.db.models import Case, F, IntegerField, Max, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from search.models import QueryDay

PERIODS = [(7, _("last 7 days")), (30, _("last 30 days")), (90, _("last 90 days"))]
USUAL_DAYS = 30
LEAST_FOR_SHARE = 5
LOW_SHARE = 20
KINDS = [
    ("empty", _("Nothing found")),
    ("partial", _("No result has all words")),
    ("unopened", _("Found, but hardly opened")),
    ("rising", _("Rising")),
]


class UsageFilters(WagtailFilterSet):
    """Filters of the report. The period is applied where the sums are made."""

    days = django_filters.ChoiceFilter(
        label=_("Period"), choices=PERIODS, method="keep", empty_label=None
    )
    kind = django_filters.ChoiceFilter(label=_("Show"), choices=KINDS, method="by_kind")
    locale = django_filters.ChoiceFilter(
        label=_("Language"),
        choices=[("tr", "Türkçe"), ("en", "English"), ("ar", "العربية")],
    )

    class Meta:
        """What it filters."""

        model = QueryDay
        fields: ClassVar[list[str]] = ["days", "kind", "locale"]

    def keep(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Leave the rows: they are of the period already."""
        return queryset

    def by_kind(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what needs an editor's eye, the most urgent first."""
        if value in {"empty", "partial"}:
            return queryset.filter(**{f"{value}_sum__gt": 0}).order_by(f"-{value}_sum", "query")
        if value == "rising":
            more = queryset.filter(total__gte=LEAST_FOR_SHARE, total__gt=F("before") * 2)
            return more.order_by(F("total") - F("before")).reverse()
        few = Q(total__gte=LEAST_FOR_SHARE, share__lt=LOW_SHARE)
        found = queryset.filter(few, empty_sum__lt=F("total"), answered_sum__lt=F("total") / 2)
        return found.order_by("share", "-total")


def usage(today: date, days: int) -> QuerySet[Any]:
    """Return a row for each query of the last `days` days.

    With `total`, `before` (the searches of as many days before these), `empty_sum`,
    `partial_sum`, `answered_sum`, `clicks_sum`, `share` (opened results for each hundred
    searches), the most frequent first.
    """
    since = today - timedelta(days=days - 1)
    now = Q(day__gte=since)
    return (
        QueryDay.objects.filter(day__gte=since - timedelta(days=days))
        .order_by()
        .values("query", "locale")
        .annotate(
            typed=Max("spelling"),
            total=_sum("searches", now),
            before=_sum("searches", ~now),
            empty_sum=_sum("empty", now),
            partial_sum=_sum("partial", now),
            answered_sum=_sum("answered", now),
            clicks_sum=_sum("clicks", now),
        )
        .filter(total__gt=0)
        .annotate(
            share=Least(F("clicks_sum") * 100 / Greatest(F("total"), 1), 100),
            change=Case(
                When(before=0, then=Value(None)),
                default=(F("total") - F("before")) * 100 / Greatest(F("before"), 1),
                output_field=IntegerField(),
            ),
        )
        .order_by("-total", "query")
    )


def totals(today: date, days: int) -> dict[str, Any]:
    """Return `total` and, as `text`, how all searches of the last `days` days did."""
    since = today - timedelta(days=days - 1)
    names = ("searches", "empty", "answered", "clicks")
    sums = QueryDay.objects.filter(day__gte=since).aggregate(
        **{name: Coalesce(Sum(name), 0) for name in names}
    )
    earlier = QueryDay.objects.filter(day__gte=since - timedelta(days=days), day__lt=since)
    before = earlier.aggregate(number=Coalesce(Sum("searches"), 0))["number"]
    total = sums["searches"] or 1
    text = gettext(
        "%(total)d searches (%(before)d in the period before); nothing found in %(empty)d of a "
        "hundred, answered by a card %(answered)d, a result opened %(clicks)d."
    ) % {
        "total": sums["searches"],
        "before": before,
        **{name: sums[name] * 100 // total for name in names[1:]},
    }
    return {"total": sums["searches"], "text": text}


def _sum(name: str, when: Q) -> Coalesce:
    return Coalesce(Sum(name, filter=when), 0)


class QueryColumn(Column):
    """The query, with the ways from it to the results, a synonym, and a promotion."""

    cell_template_name = "search/usage_query_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add the addresses."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        user = parent_context["request"].user
        words = urlencode({"sorgu": instance["typed"]})
        prefix = "" if instance["locale"] == "tr" else f"/{instance['locale']}"
        context["results"] = f"{prefix}/ara/?{urlencode({'q': instance['typed']})}"
        context["synonym"] = context["promotion"] = ""
        if user.has_perm("published.add_synonym"):
            context["synonym"] = f"{reverse('search_synonyms:add')}?{words}"
        if user.has_perm("published.add_promotion"):
            context["promotion"] = f"{reverse('search_promotions:add')}?{words}"
        return context


def _value(name: str) -> Any:
    return lambda row: row[name]


def _change(row: Any) -> str:
    if row["change"] is None:
        return str(_("new"))
    sign = "+" if row["change"] > 0 else "-" if row["change"] < 0 else ""
    return f"{sign}%{abs(row['change'])}"


class UsageReportView(ReportView):
    """The report, as a list and as CSV or XLSX."""

    model = QueryDay
    permission_required = "view"
    page_title = _("Searches")
    header_icon = "search"
    index_url_name = "search_usage"
    index_results_url_name = "search_usage_results"
    is_searchable = False
    paginate_by = 50
    results_template_name = "search/usage_results.html"
    filterset_class = UsageFilters
    columns: ClassVar[list[Any]] = [
        QueryColumn("typed", label=_("Query"), accessor=_value("typed")),
        Column("total", label=_("Searches"), accessor=_value("total")),
        Column("change", label=_("Trend"), accessor=_change),
        Column("empty_sum", label=_("Nothing found"), accessor=_value("empty_sum")),
        Column("partial_sum", label=_("Not all words"), accessor=_value("partial_sum")),
        Column("answered_sum", label=_("Answered by a card"), accessor=_value("answered_sum")),
        Column("clicks_sum", label=_("Opened"), accessor=_value("clicks_sum")),
        Column("share", label=_("Opened, per cent"), accessor=lambda row: f"%{row['share']}"),
    ]
    list_export: ClassVar[list[str]] = [
        *("typed", "locale", "total", "before", "empty_sum", "partial_sum", "answered_sum"),
        *("clicks_sum", "share"),
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        **{column.name: column.label for column in columns},
        "locale": _("Language"),
        "before": _("Searches in the period before"),
    }

    def get_filename(self) -> str:
        """Return the name of the exported file."""
        return f"aramalar-{timezone.localdate():%Y-%m-%d}"

    def get_queryset(self) -> QuerySet[Any]:
        """Return the sums of the chosen period."""
        self.queryset = usage(timezone.localdate(), self._days())
        return super().get_queryset()

    def _days(self) -> int:
        raw = self.request.GET.get("days", "")
        return int(raw) if raw in {"7", "30", "90"} else USUAL_DAYS

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add how search did as a whole."""
        summary = totals(timezone.localdate(), self._days())
        return {**super().get_context_data(*args, **kwargs), "summary": summary}
