"""The list of courses: what can be applied for, what comes, what runs; by branch, place, age."""

import json
from datetime import datetime
from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from content.courses.choices import Status
from content.courses.queries import AUDIENCE, BRANCH, LESSON_TIME, STATUS
from content.lists import ALPHABET, ListSpec, Period, Results, Sort
from content.reference.queries import NEIGHBOURHOOD
from search.models import DocumentQuerySet

MOST_ON_MAP = 200
# What somebody can still do something about comes first.
RANKS = (
    Status.OPEN,
    Status.SOON,
    Status.FULL,
    Status.CLOSED,
    Status.RUNNING,
    Status.CANCELLED,
    Status.ENDED,
)
SOONEST = ("starts_at", "page_id")


def ranked(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep what is listed; give each course the rank of its status."""
    ranks = [
        When(facets__contains=[f"status:{status}"], then=Value(number))
        for number, status in enumerate(RANKS)
    ]
    rank = Case(*ranks, default=Value(len(RANKS)), output_field=IntegerField())
    return documents.listed(now).annotate(rank=rank)


def current(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep what is not over; a cancelled course until the day it would have ended."""
    return documents.filter(ends_at__gt=now)


def applications_open(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep what can be applied for now."""
    return documents.with_facet("status", [Status.OPEN])


def soon(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep what can be applied for later."""
    return documents.with_facet("status", [Status.SOON])


def running(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep what has begun and is not over, also where applications are still open."""
    begun = documents.filter(starts_at__lte=now, ends_at__gt=now)
    return begun.exclude(facets__contains=[f"status:{Status.CANCELLED}"])


def over(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep what is over."""
    return documents.filter(ends_at__lte=now)


def list_context(request: HttpRequest, results: Results) -> dict[str, Any]:
    """Return the points of the whole narrowed list, the first 200, for its map. One query."""
    if not results.total or results.query is None:
        return {"geojson": ""}
    fields = ("title", "path", "payload__timetable", "payload__status", "geometry")
    rows = results.query.exclude(geometry=None).values_list(*fields)[:MOST_ON_MAP]
    features = [
        {
            "type": "Feature",
            "geometry": geometry,
            "properties": {
                "title": title,
                "url": path,
                "text": timetable or "",
                "tone": "" if status in {Status.OPEN, Status.SOON} else "muted",
            },
        }
        for title, path, timetable, status, geometry in rows
    ]
    if not features:
        return {"geojson": ""}
    value = {"type": "FeatureCollection", "features": features}
    return {"geojson": json.dumps(value, ensure_ascii=False, separators=(",", ":"))}


COURSES = ListSpec(
    kinds=("course",),
    facets=(BRANCH, NEIGHBOURHOOD, AUDIENCE, LESSON_TIME, STATUS),
    periods=(
        Period(value="guncel", label=_("Current"), narrow=current),
        Period(value="basvuru", label=_("Open for application"), narrow=applications_open),
        Period(value="yakinda", label=_("Opening soon"), narrow=soon),
        Period(value="suren", label=_("Running"), narrow=running, order=SOONEST),
        Period(value="biten", label=_("Over"), narrow=over, order=("-ends_at", "-page_id")),
    ),
    sorts=(
        Sort(
            value="basvuru",
            label=_("Open for application first"),
            order=("rank", "starts_at", "page_id"),
        ),
        Sort(value="baslangic", label=_("By first day"), order=SOONEST),
        ALPHABET,
    ),
    base=ranked,
    word_param="ara",
    word_label=_("Course or word"),
    word_hint=_("E.g. dikiş"),
    template="pages/course_list.jinja",
    map=True,
    context=list_context,
)
