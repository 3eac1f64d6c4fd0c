"""What can be done with a case now, read from its kind's changes."""

from datetime import datetime, timedelta

from django.utils import timezone

from services.cases.kinds import By, Change, Phase
from services.cases.models import Case, EntryKind


def resuming(case: Case) -> Change | None:
    """Return the change by which a citizen's answer lets a waiting case go on."""
    if case.phase != Phase.WAITING:
        return None
    return _first(case, Phase.OPEN)


def withdrawal(case: Case) -> Change | None:
    """Return the change by which the citizen ends an open case."""
    return None if case.phase == Phase.CLOSED else _first(case, Phase.CLOSED)


def reopening(case: Case) -> Change | None:
    """Return the change by which the citizen opens a closed case again, if its kind has one."""
    return _first(case, Phase.OPEN) if case.phase == Phase.CLOSED else None


def reopens_until(case: Case) -> datetime | None:
    """Return until when a closed case can be opened again; None where it cannot."""
    change = reopening(case)
    if change is None or case.closed_at is None:
        return None
    if change.within_days is None:
        return datetime.max.replace(tzinfo=case.closed_at.tzinfo)
    until = case.closed_at + timedelta(days=change.within_days)
    return until if until >= timezone.now() else None


def rated_since_closing(case: Case) -> bool:
    """Tell whether the present answer was rated."""
    last = (
        case.timeline.filter(kind__in=[EntryKind.RATED, EntryKind.STATUS])
        .order_by("-number")
        .values_list("kind", flat=True)
        .first()
    )
    return bool(last == EntryKind.RATED)


def _first(case: Case, phase: Phase) -> Change | None:
    for change in case.type.changes:
        is_mine = change.before == case.status and By.CITIZEN in change.by
        if is_mine and case.type.status(change.after).phase is phase:
            return change
    return None
