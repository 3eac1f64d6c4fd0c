"""A case is erased when the time to keep it is over, or when its citizen may ask for it.

Its number stays, with one signed entry in place of its timeline: how many entries there were, how
they ended, by which rule they went. So `verify_cases` still tells an erased case from one that
somebody took away, and nobody can tell whose it was.
"""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from accounts.audit.actions import record
from outbox import actions as outbox
from services.cases.actions.files import remove_content
from services.cases.actions.timeline import add, locked
from services.cases.kinds import By, Phase
from services.cases.models import NO_MAC, Attachment, Case, EntryKind
from services.cases.notices.telling import owner_of

ERASED = "cases_erased"
BATCH = 100


_further: list[Callable[[Case], None]] = []


def also(forget: Callable[[Case], None]) -> None:
    """Let an app that keeps things beside cases of any kind take out what is personal, too."""
    if forget not in _further:
        _further.append(forget)


class ErasureRefused(Exception):
    """The case is open, or was erased before."""


@transaction.atomic
def erase_case(*, case: Case, source: str) -> Case:
    """Leave of a case what leads to nobody; `source` is the rule that says so.

    A kind that anonymises keeps directorate, dates and outcome for statistics; one that does not
    keeps the number and the year. Files and letters go in both.

    Raises:
        ErasureRefused: When the case is open or erased.
    """
    case = locked(case)
    if case.phase != Phase.CLOSED or case.erased_at is not None:
        raise ErasureRefused
    kind = case.type
    if kind.forget is not None:
        kind.forget(case)
    for forget in _further:
        forget(case)
    names = list(case.attachments.values_list("content", flat=True))
    Attachment.objects.filter(case=case).delete()
    trace = {
        "status": case.status,
        "entries": case.entries,
        "head": case.head,
        "source": source,
        "anonymised": kind.retention.anonymises,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL cases.erasing = 'on'")
        case.timeline.all().delete()
        cursor.execute("SET LOCAL cases.erasing = 'off'")
    outbox.erase_owner(owner=owner_of(case))
    case.title, case.text, case.data, case.channel, case.disclosure = "—", "", {}, "", ""
    case.owner = case.contact_email = case.contact_phone = case.keep_until = None
    case.filing_key, case.link_version = uuid.uuid4(), case.link_version + 1
    case.entries, case.head, case.erased_at = 0, NO_MAC, timezone.now()
    if not kind.retention.anonymises:
        case.directorate, case.was_in_time = None, None
    case.save()
    add(case, kind=EntryKind.ERASED, by=By.SYSTEM, author=None, is_public=False, data=trace)
    transaction.on_commit(lambda: remove_content(names))
    return case


def due_for_erasing(today: date | None = None) -> Any:
    """Return the cases whose time is over, the oldest first."""
    today = today or timezone.localdate()
    return Case.objects.filter(keep_until__lt=today, erased_at=None).order_by("keep_until", "pk")


def erase_due(*, today: date | None = None, most: int = BATCH) -> int:
    """Erase what is due, each case in a transaction of its own; return how many.

    One entry of the audit log tells how many of which kind went; it is the record of destruction
    that the regulation on erasing asks to keep for three years.
    """
    from services.cases.kinds import registered

    known, counts = registered(), dict[str, int]()
    for case in due_for_erasing(today).filter(kind__in=known)[:most]:
        try:
            erase_case(case=case, source=known[case.kind].retention.source)
        except ErasureRefused:
            continue
        counts[case.kind] = counts.get(case.kind, 0) + 1
    if counts:
        record(ERASED, reason="", about="cases.case", details={"counts": counts})
    return sum(counts.values())
