"""Adding to a timeline, under the lock of its case."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from services.cases.kinds import By
from services.cases.models import NO_MAC, Case, Entry, EntryKind
from services.cases.signing import sign_entry


def locked(case: Case) -> Case:
    """Return a case as it is now, and keep others from changing it until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def add(
    case: Case,
    *,
    kind: EntryKind,
    by: By,
    author: Any,
    is_public: bool,
    text: str = "",
    data: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> Entry:
    """Add an entry to the timeline of a case whose row is locked, or new."""
    entry = Entry(
        case=case,
        number=case.entries + 1,
        at=at or timezone.now(),
        kind=kind.value,
        by=by.value,
        author=getattr(author, "public_id", None),
        is_public=is_public,
        text=text.strip(),
        data=dict(data or {}),
    )
    sign_entry(entry, case.head if case.entries else NO_MAC)
    entry.save(force_insert=True)
    case.entries, case.head = entry.number, entry.mac
    case.save(update_fields=["entries", "head"])
    return entry


def iso(day: date | None) -> str | None:
    """Return a day as it is written in an entry's data."""
    return day.isoformat() if day else None
