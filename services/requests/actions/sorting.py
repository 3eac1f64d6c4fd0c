"""The desk puts a report where it belongs: topic, priority, place."""

from typing import Any

from django.db import transaction

from services.cases.actions import write_note
from services.requests.locks import locked
from services.requests.models import Category, PlaceSource, PublicState, Report
from services.requests.models.category import Moderation
from services.requests.models.report import Priority


@transaction.atomic
def move_report(*, report: Report, category: Category, author: Any) -> Report:
    """Put a report under another topic. The promise made at filing stays.

    A topic whose reports are never public takes the words out of the public's sight.
    """
    report = locked(report)
    before, report.category = report.category, category
    if category.moderation == Moderation.NEVER and report.public_state in {
        PublicState.PUBLIC,
        PublicState.WAITING,
    }:
        report.public_state, report.public_at = PublicState.REFUSED, None
    report.full_clean(exclude=["case"])
    report.save(update_fields=["category", "public_state", "public_at"])
    write_note(case=report.case, text=f"{before} → {category}", author=author)
    return report


@transaction.atomic
def set_priority(*, report: Report, priority: int, author: Any) -> Report:
    """Let a report go before or after others."""
    report = locked(report)
    report.priority = Priority(priority)
    report.save(update_fields=["priority"])
    write_note(case=report.case, text=str(Priority(priority).label), author=author)
    return report


@transaction.atomic
def set_place(
    *,
    report: Report,
    author: Any,
    point: tuple[float, float] | None = None,
    neighbourhood: Any = None,
    street: str = "",
    door: str = "",
) -> Report:
    """Correct where it is."""
    report = locked(report)
    report.lng, report.lat = point or (None, None)
    report.neighbourhood, report.street, report.door = neighbourhood, street.strip(), door.strip()
    report.place_source, report.accuracy_m = PlaceSource.DESK, None
    report.full_clean(exclude=["case"])
    report.save(
        update_fields=[
            *("lng", "lat", "accuracy_m", "place_source", "neighbourhood", "street", "door"),
        ]
    )
    area = neighbourhood.name if neighbourhood is not None else ""
    words = " ".join(part for part in (area, report.street, report.door) if part)
    write_note(case=report.case, text=f"⌖ {words}".strip(), author=author)
    return report
