"""The list of road works: now, coming, finished; by neighbourhood, status and kind."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from content.lists import ListSpec, Period, Results, Sort
from content.places.lists import features
from content.reference.queries import DIRECTORATE, NEIGHBOURHOOD
from content.roadworks.states import Status, WorkKind
from search.kinds import Facet
from search.models import DocumentQuerySet


def _statuses(locale: str) -> Mapping[str, str]:
    return {value: str(label) for value, label in Status.choices}


def _kinds(locale: str) -> Mapping[str, str]:
    return {value: str(label) for value, label in WorkKind.choices}


STATUS = Facet(name="status", param="durum", label=_("Status"), labels=_statuses)
WORK_KIND = Facet(name="work_kind", param="is", label=_("Kind of work"), labels=_kinds)
GOING_ON = [Status.IN_PROGRESS, Status.PAUSED]


def now_going_on(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep works under way or paused."""
    return documents.with_facet("status", GOING_ON)


def two_weeks(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep works under way, or planned to begin within two weeks."""
    soon = now + timedelta(days=14)
    open_works = documents.with_facet("status", [*GOING_ON, Status.PLANNED])
    return open_works.filter(starts_at__lt=soon)


def planned(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep works to come."""
    return documents.with_facet("status", [Status.PLANNED])


def finished(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep finished works."""
    return documents.with_facet("status", [Status.FINISHED])


def everything(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep all works, cancelled ones too."""
    return documents


def map_context(request: HttpRequest, results: Results) -> dict[str, Any]:
    """Return the map's features: the works of this page of the list."""
    return {"geojson": features(results.documents)}


LATEST = ("-sort_at", "-page_id")
SOONEST = ("sort_at", "page_id")
ROADWORKS = ListSpec(
    kinds=("roadwork",),
    facets=(NEIGHBOURHOOD, STATUS, WORK_KIND, DIRECTORATE),
    periods=(
        Period(value="simdi", label=_("Now"), narrow=now_going_on, order=("ends_at", "page_id")),
        Period(value="iki-hafta", label=_("Next two weeks"), narrow=two_weeks, order=SOONEST),
        Period(value="planlanan", label=_("Planned"), narrow=planned, order=SOONEST),
        Period(value="biten", label=_("Finished"), narrow=finished, order=LATEST),
        Period(value="tumu", label=_("All"), narrow=everything, order=LATEST),
    ),
    sorts=(
        Sort(value="tarih", label=_("By date"), order=LATEST),
        Sort(value="ad", label=_("By name"), order=("sort_key", "page_id")),
    ),
    word_param="sokak",
    word_label=_("Street or word"),
    template="pages/roadwork_list.jinja",
    map=True,
    context=map_context,
)
