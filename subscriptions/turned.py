"""Notes what time alone has changed and people are told of: applications for a course open at nine.

Nobody publishes at that moment: the published index holds a row that begins then. Each such row is
told once, since an event younger than its beginning says as much as it does.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from search.kinds import Kind, all_kinds, kind_of
from search.models import PublishedDocument
from subscriptions.events import significant_in
from subscriptions.models import Event, EventState, Subscriber, What

# A worker that stood still for longer has nothing new to tell.
LATE = timedelta(hours=24)
MOST = 200


def note(now: datetime | None = None) -> int:
    """Write an event for each document whose condition has just turned; return how many.

    Called by the clock, by several workers at once: the row is locked while one looks at it.
    """
    now = now or timezone.now()
    kinds = [kind.name for kind in all_kinds() if kind.turns_by_time]
    begun = (
        PublishedDocument.objects.public(now)
        .filter(kind__in=kinds, valid_from__gt=now - LATE, valid_from__lte=now)
        .order_by("valid_from", "pk")
        .values_list("pk", flat=True)[:MOST]
    )
    rows = list(begun)
    if not rows or not Subscriber.objects.exists():
        return 0
    return sum(_note_one(pk, now) for pk in rows)


def _note_one(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        rows = PublishedDocument.objects.select_for_update(skip_locked=True)
        row = rows.filter(pk=pk, gone=False).first()
        if row is None or _is_told(row):
            return False
        before = PublishedDocument.objects.filter(
            page_id=row.page_id, valid_until=row.valid_from, gone=False
        ).first()
        kind = kind_of(row.kind)
        if before is None or not _has_turned(kind, before, row):
            return False
        Event.objects.create(
            page_id=row.page_id,
            kind=row.kind,
            locale=row.locale,
            what=What.CHANGED,
            title=row.title,
            path=row.path,
            before=significant_in(kind, before),
            version=row.version,
            created_at=now,
            due_at=now,
        )
    return True


def _is_told(row: PublishedDocument) -> bool:
    """Tell whether an event says what this row says: one since then, or one not yet written."""
    events = Event.objects.filter(page_id=row.page_id)
    if events.filter(state=EventState.WAITING).exists():
        return True
    return events.filter(created_at__gte=row.valid_from).exists()


def _has_turned(kind: Kind, before: PublishedDocument, after: PublishedDocument) -> bool:
    """Tell whether the condition begins; that it ends by itself is no news."""
    assert kind.condition is not None
    condition = kind.condition(after.payload)
    return bool(condition) and condition != kind.condition(before.payload)
