"""Counts, median days and kept promises; kept for some minutes, for everybody the same."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from django.core.cache import cache
from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from services.cases.kinds import Phase
from services.requests.kinds import CLOSINGS
from services.requests.models import Report
from services.requests.promises import worked_days

DAYS = 90
KEPT_SECONDS = 10 * 60
LEAST_FOR_MEDIAN = 3
"""Below so many, a median would be an anecdote, and might tell of one person."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of one topic, group or neighbourhood, of the last `DAYS` days.

    Attributes:
        received: Reports that came.
        open: Reports that are open now, whenever they came.
        closed: Reports answered.
        median_days: Working days from receipt to answer; None below `LEAST_FOR_MEDIAN`.
        promised, kept: Answered reports with a promise of ours, and those answered by then.
    """

    received: int = 0
    open: int = 0
    closed: int = 0
    median_days: float | None = None
    promised: int = 0
    kept: int = 0

    @property
    def kept_percent(self) -> int | None:
        """Return how many promises of a hundred were kept; None without any."""
        return round(100 * self.kept / self.promised) if self.promised else None


def figures_by(field: str, now: datetime | None = None) -> dict[int, Figures]:
    """Return figures by the value of a column (`category`, `neighbourhood`, `category__group`).

    Three queries; what the database groups is bounded by topics and days, not by reports.
    """
    now = now or timezone.now()
    since = now - timedelta(days=DAYS)
    took = _answered(field, since)
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for key, number in _counted(field, Q(received_at__gte=since)):
        counts[key]["received"] = number
    for key, number in _counted(field, ~Q(phase=Phase.CLOSED)):
        counts[key]["open"] = number
    return {
        key: _figures_of(
            took.get(key, []),
            received=counts[key].get("received", 0),
            still_open=counts[key].get("open", 0),
        )
        for key in {*counts, *took}
    }


def kept_figures(field: str) -> dict[int, Figures]:
    """Return the same from the cache, at most `KEPT_SECONDS` old."""
    key = f"requests:figures:{field}"
    found: dict[int, Figures] | None = cache.get(key)
    if found is None:
        found = figures_by(field)
        cache.set(key, found, KEPT_SECONDS)
    return found


def figures_of_topic(category_id: int) -> Figures:
    """Return a topic's figures, e.g. the median that is shown before filing."""
    return kept_figures("category").get(category_id, Figures())


def total(figures: Iterable[Figures]) -> Figures:
    """Return sums; a median of medians would be none, so it has none."""
    rows = list(figures)
    return Figures(
        received=sum(row.received for row in rows),
        open=sum(row.open for row in rows),
        closed=sum(row.closed for row in rows),
        promised=sum(row.promised for row in rows),
        kept=sum(row.kept for row in rows),
    )


Answered = list[tuple[date, date, date | None, int]]


def _answered(field: str, since: datetime) -> dict[int, Answered]:
    """Return received, closed, promised days and how many reports had them, by the column."""
    rows = (
        Report.objects.filter(phase=Phase.CLOSED, closed_at__gte=since, status__in=CLOSINGS)
        .exclude(**{field: None})
        .annotate(came=TruncDate("received_at"), went=TruncDate("closed_at"))
        .order_by()
        .values_list(field, "came", "went", "promised_on")
        .annotate(number=Count("pk"))
    )
    found: dict[int, Answered] = defaultdict(list)
    for key, came, went, promised, number in rows:
        found[key].append((came, went, promised, number))
    return found


def _figures_of(rows: Answered, *, received: int, still_open: int) -> Figures:
    days = [worked_days(came, went) for came, went, _, number in rows for _i in range(number)]
    with_promise = [(went, promised, number) for _, went, promised, number in rows if promised]
    return Figures(
        received=received,
        open=still_open,
        closed=len(days),
        median_days=float(median(days)) if len(days) >= LEAST_FOR_MEDIAN else None,
        promised=sum(number for *_, number in with_promise),
        kept=sum(number for went, promised, number in with_promise if went <= promised),
    )


def _counted(field: str, condition: Q) -> list[tuple[int, int]]:
    rows = (
        Report.objects.filter(condition)
        .exclude(**{field: None})
        .order_by()
        .values(key=F(field))
        .annotate(number=Count("pk"))
    )
    return [(row["key"], row["number"]) for row in rows]
