"""Reports that may be about the same thing: near, of the same topic, in like words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from search import geo
from services.cases.kinds import Phase
from services.requests.models import Category, PublicState, Report
from services.requests.terms import likeness

RADIUS_M = 250
CLOSE_M = 30
LOOKED_AT = 200
MOST = 5
LEAST = 0.35
# How much of the whole each counts; a report a few steps away with the same topic is enough alone.
NEARNESS, TOPIC, WORDS = 0.45, 0.3, 0.25
SAME_GROUP = 0.5
OWN_DAYS = 30
SAME_WORDS = 0.6


@dataclass(frozen=True, slots=True)
class Similar:
    """A report that may be the same.

    Attributes:
        report: With its category.
        distance_m: None where one of the two has no point.
        score: 0 to 1.
    """

    report: Report
    distance_m: int | None
    score: float


def similar_public(
    *,
    category: Category,
    terms: Iterable[str],
    point: tuple[float, float] | None,
    neighbourhood_id: int | None = None,
    street: str = "",
) -> list[Similar]:
    """Return open public reports that may be about the same thing, the likeliest first.

    Only what everybody may read anyway is shown to who files. One query, answered from the index
    of open points (or, without a point, of the neighbourhood's public reports).
    """
    rows = Report.objects.filter(public_state=PublicState.PUBLIC)
    return _ranked(
        rows,
        category=category,
        terms=terms,
        point=point,
        area=neighbourhood_id,
        street=street,
        by="public_terms",
    )


def similar_among(
    rows: QuerySet[Report],
    *,
    category: Category,
    terms: Iterable[str],
    point: tuple[float, float] | None,
    neighbourhood_id: int | None = None,
    street: str = "",
) -> list[Similar]:
    """Return the open ones among reports an officer sees that may be about the same. One query."""
    return _ranked(
        rows.select_related("case"),
        category=category,
        terms=terms,
        point=point,
        area=neighbourhood_id,
        street=street,
        by="terms",
    )


def similar_for_desk(report: Report) -> list[Similar]:
    """Return open reports, public or not, that may be about the same thing as one. One query."""
    return _ranked(
        Report.objects.exclude(pk=report.pk).select_related("case"),
        category=report.category,
        terms=report.terms,
        point=report.point,
        area=report.neighbourhood_id,
        street=report.street,
        by="terms",
    )


def own_same_report(report: Report, now: datetime | None = None) -> Report | None:
    """Return the same person's open report of the same topic at the same place, if there is one."""
    if not report.contact_digest:
        return None
    since = (now or timezone.now()) - timedelta(days=OWN_DAYS)
    rows = (
        Report.objects.filter(
            contact_digest=report.contact_digest,
            category=report.category_id,
            received_at__gte=since,
        )
        .exclude(phase=Phase.CLOSED)
        .exclude(pk=report.pk)
        .select_related("case")
        .order_by("received_at", "pk")
    )
    for other in rows[:20]:
        distance = _distance(report.point, other)
        same_street = (
            other.neighbourhood_id == report.neighbourhood_id and other.street == report.street
        )
        near = distance <= CLOSE_M if distance is not None else same_street
        if near and likeness(report.terms, other.terms) >= SAME_WORDS:
            return other
    return None


def _ranked(
    rows: QuerySet[Report],
    *,
    category: Category,
    terms: Iterable[str],
    point: tuple[float, float] | None,
    area: int | None,
    street: str,
    by: str,
) -> list[Similar]:
    rows = rows.exclude(phase=Phase.CLOSED).select_related("category", "neighbourhood")
    if point is not None:
        box = geo.box_around(*point, RADIUS_M)
        rows = rows.filter(
            lat__gte=box.south, lat__lte=box.north, lng__gte=box.west, lng__lte=box.east
        )
    elif area is not None and street:
        rows = rows.filter(neighbourhood=area, street__iexact=street)
    elif area is not None:
        rows = rows.filter(neighbourhood=area).filter(
            Q(category=category.pk) | Q(category__group=category.group_id)
        )
    else:
        return []
    wanted = list(terms)
    found = [
        Similar(report, distance, score)
        for report in rows.order_by("-received_at")[:LOOKED_AT]
        for distance in [_distance(point, report)]
        if distance is None or distance <= RADIUS_M
        for score in [_score(report, category, likeness(wanted, getattr(report, by)), distance)]
        if score >= LEAST
    ]
    return sorted(found, key=lambda one: (-one.score, one.report.pk))[:MOST]


def _score(report: Report, category: Category, alike: float, distance: int | None) -> float:
    near = 0.5 if distance is None else 1 - distance / RADIUS_M
    topic = 0.0
    if report.category_id == category.pk:
        topic = 1.0
    elif report.category.group_id == category.group_id:
        topic = SAME_GROUP
    if not topic:
        return 0.0
    return NEARNESS * near + TOPIC * topic + WORDS * alike


def _distance(point: tuple[float, float] | None, report: Report) -> int | None:
    if point is None or report.point is None:
        return None
    return round(geo.distance_m(*point, *report.point))
