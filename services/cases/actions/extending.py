"""The time for an answer is extended, where the kind's law allows it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from services.cases.actions.timeline import add, iso, locked
from services.cases.deadlines import Term, due_date
from services.cases.holidays import is_holiday
from services.cases.kinds import By, Phase
from services.cases.models import Case, EntryKind
from services.cases.notices.telling import tell


class ExtensionRefused(Exception):
    """The time cannot be extended.

    Attributes:
        why: `unknown` (the kind has no longer term), `again` (once only), `late` (the first term
            is over), `closed`, `reason` (none is given).
    """

    def __init__(self, why: str) -> None:
        """Keep why."""
        super().__init__(why)
        self.why = why


@transaction.atomic
def extend_due(*, case: Case, reason: str, author: Any, now: datetime | None = None) -> Case:
    """Give a case the longer term of its kind, once, and tell the citizen why.

    Law 4982 art. 11 lets an information request take 30 working days instead of 15 where another
    unit or body has to be asked; the applicant is told of it, with the reason, within the 15.

    Raises:
        ExtensionRefused: See its `why`.
    """
    today = timezone.localdate(now)
    case = locked(case)
    kind = case.type
    if kind.term is None or kind.extension is None or case.due_on is None:
        raise ExtensionRefused("unknown")
    if case.phase == Phase.CLOSED:
        raise ExtensionRefused("closed")
    if not reason.strip():
        raise ExtensionRefused("reason")
    if case.timeline.filter(kind=EntryKind.DUE, data__extended=True).exists():
        raise ExtensionRefused("again")
    if today > case.due_on:
        raise ExtensionRefused("late")
    before, longer = case.due_on, kind.extension
    # Counted on from the present day, which holds the waits for the citizen already.
    rest = Term(longer.days - kind.term.days, longer.counting, longer.source, longer.moves)
    case.due_on = due_date(before, rest, is_holiday)
    case.due_source = longer.source
    case.full_clean()
    case.save()
    entry = add(
        case,
        kind=EntryKind.DUE,
        by=By.STAFF,
        author=author,
        is_public=True,
        text=reason,
        data={"before": iso(before), "due_on": iso(case.due_on), "extended": True},
        at=now,
    )
    tell(case, entry)
    return case
