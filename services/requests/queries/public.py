"""Reads of what everybody may read: public reports as list, map and page."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from search.geo import Box
from services.cases.kinds import Phase
from services.cases.models import Attachment
from services.cases.models.timeline import TOLD
from services.requests.kinds import CLOSINGS
from services.requests.models import PublicState, Report

PAGE = 20
MAP_MOST = 2_000
# What citizens filter by: not our statuses, but what they mean.
STATES: Mapping[str, Q] = {
    "acik": ~Q(phase=Phase.CLOSED),
    "cozuldu": Q(status="solved"),
    "sonuclandi": Q(status__in=CLOSINGS),
}


def public_reports(
    *,
    state: str = "",
    topic: str = "",
    group: str = "",
    area: str = "",
    box: Box | None = None,
    words: list[set[str]] | None = None,
) -> QuerySet[Report]:
    """Return public reports, the newest first, narrowed by filters; duplicates are left out."""
    rows = Report.objects.filter(public_state=PublicState.PUBLIC, merged_into=None)
    if state in STATES:
        rows = rows.filter(STATES[state])
    if topic:
        rows = rows.filter(category__slug=topic)
    if group:
        rows = rows.filter(category__group__slug=group)
    if area:
        rows = rows.filter(neighbourhood__slug=area)
    if box is not None:
        rows = rows.filter(
            lat__gte=box.south, lat__lte=box.north, lng__gte=box.west, lng__lte=box.east
        )
    for stems in words or []:
        rows = rows.filter(public_terms__overlap=sorted(stems))
    return rows.select_related("category__group", "neighbourhood", "directorate").order_by(
        "-public_at", "-id"
    )


def public_report(pk: int) -> Report | None:
    """Return a public report by its number, with its case; None when it is not public."""
    return (
        Report.objects.filter(pk=pk, public_state=PublicState.PUBLIC)
        .select_related("category__group", "neighbourhood", "directorate", "case", "merged_into")
        .first()
    )


def public_entries(report: Report) -> list[dict[str, Any]]:
    """Return what of the timeline everybody may read: statuses and directorates, never words.

    Answers are written to a person and may name people: they are read by the citizen alone.
    """
    rows = report.case.timeline.filter(TOLD).order_by("number")
    return [
        {
            "at": row.at,
            "kind": row.kind,
            "status": row.data.get("after") or row.data.get("status") or "",
            "directorate": row.data.get("directorate") or "",
        }
        for row in rows
    ]


def public_photos(report: Report) -> QuerySet[Attachment]:
    """Return the photos of which officers have made a covered, public copy (`public_photo`)."""
    rows = Attachment.objects.filter(case=report.case_id, public_photo__isnull=False)
    return rows.select_related("public_photo")
