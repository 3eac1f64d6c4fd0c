"""Figures of the desk for a span of days: what came, what went, what was kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.cases.kinds import Phase, registered
from services.cases.models import Case
from services.desk.clock import TARGET
from services.requests.kinds import CLOSINGS
from services.requests.models import Report
from services.requests.promises import worked_days

BY: Mapping[str, tuple[Any, str, str]] = {
    "konu": (_("Topic"), "category", "category__name"),
    "mudurluk": (_("Directorate"), "directorate", "directorate__name"),
    "mahalle": (_("Neighbourhood"), "neighbourhood", "neighbourhood__name"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the figures.

    Attributes:
        came, went: Reports received and answered in the span.
        is_open, is_late: Open now, and of these after their day.
        median_days: Working days to the answer; None without any.
        with_day, kept: Answered ones that had a day, and those answered by it.
    """

    label: str
    came: int = 0
    went: int = 0
    is_open: int = 0
    is_late: int = 0
    median_days: float | None = None
    with_day: int = 0
    kept: int = 0

    @property
    def kept_percent(self) -> int | None:
        """Return how many of a hundred were answered in time."""
        return round(100 * self.kept / self.with_day) if self.with_day else None


def figures(rows: QuerySet[Report], by: str, first: date, last: date) -> list[Figure]:
    """Return figures of the reports somebody sees, by topic, directorate or neighbourhood.

    Three queries. What comes back is bounded by groups and days, not by reports.
    """
    _label, key, name = BY[by]
    begin, end = _moment(first), _moment(last + timedelta(days=1))
    today = timezone.localdate()
    labels: dict[Any, str] = {}
    counts: dict[Any, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    came = rows.filter(received_at__gte=begin, received_at__lt=end)
    for group, label, number in _counted(came, key, name):
        labels[group], counts[group]["came"] = label, number
    now = rows.exclude(phase=Phase.CLOSED).annotate(target=TARGET).order_by()
    late = Count("pk", filter=Q(target__lt=today, phase=Phase.OPEN))
    for group, label, number, after in now.values_list(key, name).annotate(
        number=Count("pk"), late=late
    ):
        labels[group] = label
        counts[group] |= {"is_open": number, "is_late": after}
    took: dict[Any, list[tuple[date, date, date | None, int]]] = defaultdict(list)
    for group, label, *answered in _answered(rows, key, name, begin, end):
        labels[group] = label
        took[group].append(tuple(answered))  # type: ignore[arg-type]
    found = [_figure(labels[group] or "–", counts[group], took.get(group, [])) for group in labels]
    return sorted(found, key=lambda one: (-one.came, one.label))


def whole(found: Iterable[Figure], label: str) -> Figure:
    """Return the sums; a median of medians would be none."""
    rows = list(found)
    names = ("came", "went", "is_open", "is_late", "with_day", "kept")
    return Figure(label, **{name: sum(getattr(row, name) for row in rows) for name in names})


def figures_of_kinds(cases: QuerySet[Case], first: date, last: date) -> list[Figure]:
    """Return a line for each kind that is no report, of the cases somebody sees. One query."""
    begin, end = _moment(first), _moment(last + timedelta(days=1))
    today, kinds = timezone.localdate(), registered()
    answered = Q(closed_at__gte=begin, closed_at__lt=end)
    # Kinds with answers tell whether one came in time; what was withdrawn counts as neither.
    timed = answered & Q(was_in_time__isnull=False)
    rows = (
        cases.order_by()
        .values_list("kind")
        .annotate(
            came=Count("pk", filter=Q(received_at__gte=begin, received_at__lt=end)),
            went=Count("pk", filter=answered),
            is_open=Count("pk", filter=~Q(phase=Phase.CLOSED)),
            is_late=Count("pk", filter=Q(phase=Phase.OPEN, due_on__lt=today)),
            with_day=Count("pk", filter=timed),
            kept=Count("pk", filter=timed & Q(was_in_time=True)),
        )
    )
    names = ("came", "went", "is_open", "is_late", "with_day", "kept")
    found = [
        Figure(str(kinds[kind].label), **dict(zip(names, numbers, strict=True)))
        for kind, *numbers in rows
    ]
    return sorted(found, key=lambda one: (-one.came, one.label))


def _counted(rows: QuerySet[Report], key: str, name: str) -> Iterable[tuple[Any, str, int]]:
    return rows.order_by().values_list(key, name).annotate(number=Count("pk"))


def _answered(
    rows: QuerySet[Report], key: str, name: str, begin: datetime, end: datetime
) -> Iterable[tuple[Any, ...]]:
    return (
        rows.filter(
            phase=Phase.CLOSED, status__in=CLOSINGS, closed_at__gte=begin, closed_at__lt=end
        )
        .annotate(
            first=TruncDate("received_at"), last=TruncDate("closed_at"), target=TARGET, group=F(key)
        )
        .order_by()
        .values_list("group", name, "first", "last", "target")
        .annotate(number=Count("pk"))
    )


def _figure(
    label: str, counts: Mapping[str, int], took: list[tuple[date, date, date | None, int]]
) -> Figure:
    days = [worked_days(first, last) for first, last, _day, number in took for _i in range(number)]
    timed = [(last, day, number) for _first, last, day, number in took if day is not None]
    return Figure(
        label,
        came=counts["came"],
        went=len(days),
        is_open=counts["is_open"],
        is_late=counts["is_late"],
        median_days=float(median(days)) if days else None,
        with_day=sum(number for *_rest, number in timed),
        kept=sum(number for last, day, number in timed if last <= day),
    )


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
