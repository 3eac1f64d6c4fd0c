"""The list of road works: now, coming, finished; by neighbourhood, status and kind."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, IntegerField, Q, TextField, Value
from django.db.models.fields.json import KT
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.lists import ListSpec, Period, Results, Sort
from content.reference.queries import DIRECTORATE, NEIGHBOURHOOD, neighbourhood_names
from content.roadworks.maps import list_features
from content.roadworks.states import GOING_ON, Status, WorkKind
from search.kinds import Facet
from search.models import DocumentQuerySet

SOON, QUARTER = timedelta(days=14), timedelta(days=91)
FIRST_YEAR = 2010
DAY = "gun"


def _statuses(locale: str) -> Mapping[str, str]:
    return {value: str(label) for value, label in Status.choices}


def _kinds(locale: str) -> Mapping[str, str]:
    return {value: str(label) for value, label in WorkKind.choices}


def _years(locale: str) -> Mapping[str, str]:
    latest = timezone.localdate().year + 5
    return {str(year): str(year) for year in range(latest, FIRST_YEAR - 1, -1)}


STATUS = Facet(name="status", param="durum", label=_("Status"), labels=_statuses)
WORK_KIND = Facet(name="work_kind", param="is", label=_("Kind of work"), labels=_kinds)
YEAR = Facet(name="year", param="yil", label=_("Year of the end"), labels=_years)


def listed_with_area(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep what is listed; give each work the place of its first neighbourhood in the alphabet.

    The names come in Turkish alphabetical order, which the database does not know.
    """
    slugs = list(neighbourhood_names())
    place = Func(
        Value(slugs, output_field=ArrayField(TextField())),
        KT("payload__neighbourhoods__0__slug"),
        function="array_position",
        output_field=IntegerField(),
    )
    return documents.listed(now).annotate(area=place)


def now_going_on(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep works under way or paused, and those that should have begun by now."""
    begun = Q(facets__overlap=[f"status:{status}" for status in GOING_ON])
    due = Q(facets__contains=[f"status:{Status.PLANNED}"], starts_at__lte=now, ends_at__gt=now)
    return documents.filter(begun | due)


def two_weeks(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep works under way, or planned to begin within two weeks."""
    open_works = documents.with_facet("status", [*GOING_ON, Status.PLANNED])
    return open_works.filter(starts_at__lt=now + SOON)


def today(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep works under way, and those planned to begin by the end of today."""
    begun = Q(facets__overlap=[f"status:{status}" for status in GOING_ON])
    tomorrow = _midnight(timezone.localtime(now).date() + timedelta(days=1))
    due = Q(facets__contains=[f"status:{Status.PLANNED}"], starts_at__lt=tomorrow, ends_at__gt=now)
    return documents.filter(begun | due)


def three_months(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep works under way, or planned to begin within three months."""
    open_works = documents.with_facet("status", [*GOING_ON, Status.PLANNED])
    return open_works.filter(starts_at__lt=now + QUARTER)


def this_year(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep works that ended since the first of January."""
    year = timezone.localtime(now).year
    return documents.filter(facets__contains=[f"status:{Status.FINISHED}", f"year:{year}"])


def on_day(results: Results, documents: DocumentQuerySet) -> DocumentQuerySet:
    """Keep what goes on at a day, `?gun=2026-12-05`; a filter of the list's own."""
    typed = results.params.get(DAY, "")
    try:
        day = date.fromisoformat(typed) if typed else None
        begins, ends = (_midnight(day), _midnight(day + timedelta(days=1))) if day else (None, None)
    except (ValueError, OverflowError):
        results.errors.append(_day_message())
        results.params.pop(DAY, None)
        day = None
    results.filters.append(
        {
            "type": "date",
            "param": DAY,
            "label": _("Goes on at this day"),
            "value": day.isoformat() if day else "",
            "text": date_format(day, "j F Y") if day else "",
        }
    )
    return documents.filter(starts_at__lt=ends, ends_at__gte=begins) if day else documents


def _day_message() -> str:
    return gettext("A day is written as 2026-12-05; the filter was left out.")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def planned(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep works to come."""
    return documents.with_facet("status", [Status.PLANNED])


def finished(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep finished works."""
    return documents.with_facet("status", [Status.FINISHED])


def everything(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep all works, cancelled ones too."""
    return documents


def list_context(request: HttpRequest, results: Results) -> dict[str, Any]:
    """Return the map's features and the headings the entries stand under."""
    geojson = ""
    if results.total and results.query is not None:
        geojson = list_features(results.query)
    return {"geojson": geojson, "groups": groups(results)}


def groups(results: Results) -> list[tuple[str, list[Any]]]:
    """Return the page's documents under headings: neighbourhoods, years, or none."""
    found: list[tuple[str, list[Any]]] = []
    by_area = results.sort is BY_AREA and not results.params.get(NEIGHBOURHOOD.param)
    by_year = bool(results.period and results.period.value == "biten") and not by_area
    for document in results.documents:
        heading = ""
        if by_area:
            heading = next((area["name"] for area in document.data["neighbourhoods"]), "")
        elif by_year:
            heading = (document.data["actual_end"] or document.data["planned_end"])[:4]
        if not found or found[-1][0] != heading:
            found.append((heading, []))
        found[-1][1].append(document)
    return found


LATEST = ("-sort_at", "-page_id")
SOONEST = ("sort_at", "page_id")
ENDED_LAST = ("-ends_at", "-page_id")
BY_DATE = Sort(value="tarih", label=_("By date"), order=LATEST)
BY_AREA = Sort(
    value="mahalle",
    label=_("By neighbourhood"),
    order=(F("area").asc(nulls_last=True), "sort_at", "page_id"),  # type: ignore[arg-type]
)
ROADWORKS = ListSpec(
    kinds=("roadwork",),
    facets=(NEIGHBOURHOOD, STATUS, WORK_KIND, DIRECTORATE, YEAR),
    periods=(
        Period(value="simdi", label=_("Now"), narrow=now_going_on, order=("ends_at", "page_id")),
        Period(value="iki-hafta", label=_("Next two weeks"), narrow=two_weeks, order=SOONEST),
        Period(value="planlanan", label=_("Planned"), narrow=planned, order=SOONEST),
        Period(value="biten", label=_("Finished"), narrow=finished, order=ENDED_LAST),
        Period(value="tumu", label=_("All"), narrow=everything, order=LATEST),
        # These have pages of their own, see `below.views`.
        Period(
            value="bugun",
            label=_("Today"),
            narrow=today,
            order=("ends_at", "page_id"),
            offered=False,
        ),
        Period(
            value="uc-ay",
            label=_("Next three months"),
            narrow=three_months,
            order=SOONEST,
            offered=False,
        ),
        Period(
            value="bu-yil",
            label=_("Finished this year"),
            narrow=this_year,
            order=ENDED_LAST,
            offered=False,
        ),
    ),
    sorts=(BY_DATE, BY_AREA),
    base=listed_with_area,
    narrowers=(on_day,),
    word_param="sokak",
    word_label=_("Street or word"),
    word_hint=_("E.g. Oymak Caddesi"),
    template="pages/roadwork_list.jinja",
    map=True,
    context=list_context,
)
