"""The time for an answer is extended, where the kind's law allows it."""

from datetime import date, datetime
from typing import Any, NamedTuple

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


class Longer(NamedTuple):
    """The day that the longer term leads to, and its rule."""

    day: date
    source: str


def longer_due(case: Case, *, now: datetime | None = None) -> Longer:
    """Return by when an answer would be due with the longer term of the case's kind.

    Raises:
        ExtensionRefused: See its `why`; never `reason`.
    """
    kind = case.type
    if kind.term is None or kind.extension is None or case.due_on is None:
        raise ExtensionRefused("unknown")
    if case.phase == Phase.CLOSED:
        raise ExtensionRefused("closed")
    if case.timeline.filter(kind=EntryKind.DUE, data__extended=True).exists():
        raise ExtensionRefused("again")
    if timezone.localdate(now) > case.due_on:
        raise ExtensionRefused("late")
    longer = kind.extension
    # Counted on from the present day, which holds the waits for the citizen already.
    rest = Term(longer.days - kind.term.days, longer.counting, longer.source, longer.moves)
    return Longer(due_date(case.due_on, rest, is_holiday), longer.source)


@transaction.atomic
def extend_due(*, case: Case, reason: str, author: Any, now: datetime | None = None) -> Case:
    """Give a case the longer term of its kind, once, and tell the citizen why.

    Law 4982 art. 11 lets an information request take 30 working days instead of 15 where another
    unit or body has to be asked; the applicant is told of it, with the reason, within the 15.

    Raises:
        ExtensionRefused: See its `why`.
    """
    case = locked(case)
    longer = longer_due(case, now=now)
    if not reason.strip():
        raise ExtensionRefused("reason")
    before, case.due_on = case.due_on, longer.day
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
