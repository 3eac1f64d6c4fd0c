"""What the public may know of a road work, now and when time has passed without news."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from content.geometry import combined
from content.media import image_payload
from content.reference.queries import directorate_payload, neighbourhood_payload
from content.roadworks.states import OPEN_STATES, Status
from content.roadworks.wording import days_late
from search.documents import ALWAYS, FOREVER, Document

STEPS = 20  # of the history, shown to citizens


def documents(page: Any) -> Iterator[Document]:
    """Yield the work; while it is open, its dates and its confirmation run out by themselves.

    Three moments change what is true without anybody doing anything: the last confirmation is
    too old, the planned start has passed and the work has not begun, the planned end has passed.
    """
    if page.status not in OPEN_STATES:
        yield _document(page)
        return
    stale = _midnight(page.last_confirmed_on + timedelta(days=settings.ROADWORK_CONFIRM_DAYS))
    marks = {stale, _utc(page.planned_end)}
    if page.status == Status.PLANNED:
        marks.add(_utc(page.planned_start))
    begins = ALWAYS
    for ends in [*sorted(marks), FOREVER]:
        planned = page.status == Status.PLANNED
        yield _document(
            page,
            needs_confirmation=begins >= stale,
            late_start=planned and begins >= page.planned_start,
            overdue=begins >= page.planned_end,
            valid_from=begins,
            valid_until=ends,
        )
        begins = ends


def _document(
    page: Any,
    *,
    needs_confirmation: bool = False,
    late_start: bool = False,
    overdue: bool = False,
    **span: Any,
) -> Document:
    streets = list(page.streets.all())
    areas = sorted(page.neighbourhoods.all(), key=lambda item: item.sort_key)
    payload = {
        **_what(page, streets, areas),
        **_when(page),
        **_effects(page),
        "needs_confirmation": needs_confirmation,
        "late_start": late_start,
        "overdue": overdue,
        "announcement": page.current_announcement(late_start=late_start, overdue=overdue),
        "changes": _changes(page),
    }
    names = [name for area in areas for name in (area.name, area.aliases)]
    began = _utc(page.actual_start or page.planned_start)
    ended = _utc(page.actual_end or page.planned_end)
    return Document(
        title=page.title,
        summary=page.description or ", ".join(street.name for street in streets),
        data=payload,
        keywords="\n".join([*(street.name for street in streets), *names]),
        text=" ".join([page.description, page.detour, page.crew]).strip(),
        facets={
            "neighbourhood": [area.slug for area in areas],
            "status": [page.status],
            "work_kind": [page.kind],
            "directorate": [page.directorate.slug] if page.directorate else [],
            "unconfirmed": ["yes"] if needs_confirmation else [],
            "overdue": ["yes"] if overdue else [],
            "year": [str(timezone.localtime(ended).year)],
        },
        sort_at=began,
        starts_at=began,
        ends_at=ended,
        geometry=combined(street.geometry for street in streets),
        **span,
    )


def _what(page: Any, streets: list[Any], areas: list[Any]) -> dict[str, Any]:
    return {
        "external_id": page.external_id,
        "work_kind": page.kind,
        "neighbourhoods": [neighbourhood_payload(area) for area in areas],
        "streets": [street.payload() for street in streets],
        "description": page.description,
        "crew": page.crew,
        "tonnage": page.tonnage,
        "area_m2": page.area_m2,
        "photo_before": image_payload(page.photo_before, page.photo_before_alt),
        "photo_after": image_payload(page.photo_after, page.photo_after_alt),
        "directorate": directorate_payload(page.directorate),
        "contact": page.contact,
        "contact_phone": page.contact_phone,
    }


def _when(page: Any) -> dict[str, Any]:
    first_end = page.first_planned_end or page.planned_end
    return {
        "planned_start": _iso(page.planned_start),
        "planned_end": _iso(page.planned_end),
        "first_planned_end": _iso(first_end),
        "slipped_days": days_late(first_end, page.actual_end or page.planned_end),
        "delay_reason": page.delay_reason,
        "start_confirmed": page.start_confirmed,
        "end_confirmed": page.end_confirmed,
        "actual_start": _iso(page.actual_start),
        "actual_end": _iso(page.actual_end),
        "last_confirmed_on": page.last_confirmed_on.isoformat(),
        "status": page.status,
        "status_reason": page.status_reason,
        "progress": page.progress,
    }


def _changes(page: Any) -> list[dict[str, Any]]:
    """Return the last steps, the newest first; who took them is nobody's business."""
    steps = list(page.changes.select_related("photo")[:STEPS]) if page.pk else []
    if len(steps) < 2:  # that it was announced is no change
        return []
    return [
        {
            "at": _iso(step.at),
            "status": step.status,
            "planned_end": _iso(step.planned_end),
            "progress": step.progress,
            "reason": step.reason,
            "photo": image_payload(step.photo, step.photo_alt),
        }
        for step in steps
    ]


def _effects(page: Any) -> dict[str, Any]:
    return {
        "vehicle_impact": page.vehicle_impact,
        "direction": page.direction,
        "closure_hours": page.closure_hours,
        "detour": page.detour,
        "no_alternative": page.no_alternative,
        "transit_effect": page.transit_effect,
        "accessibility_effect": page.accessibility_effect,
    }


def _utc(moment: datetime) -> datetime:
    """Return the moment in one zone: a form, a revision and the database give different ones."""
    return moment.astimezone(UTC)


def _iso(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="minutes") if moment else None


def _midnight(day: date) -> datetime:
    return _utc(timezone.make_aware(datetime.combine(day, time())))
