"""What the citizen does with a case: answers, adds documents, withdraws, opens again, rates."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from services.cases.actions.changing import (
    ChangeRefused,
    change_status,
    write_message,
    written_with,
)
from services.cases.actions.timeline import add, locked
from services.cases.kinds import By, Phase
from services.cases.models import Case, Entry, EntryKind
from services.cases.possible import rated_since_closing, reopening, resuming, withdrawal

SCORES = range(1, 6)


class RatingRefused(Exception):
    """There is no answer to rate, or it was rated already."""


@transaction.atomic
def reply(*, case: Case, text: str, key: uuid.UUID, author: Any = None) -> Entry:
    """Add the citizen's message with the files kept under its key.

    Where we were waiting for it, the case goes on and its clock runs again. The same key again is
    the same message.

    Raises:
        ChangeRefused: `closed`, when the case is closed: it would be read by nobody.
        ValidationError: When the case has too many files.
    """
    case = locked(case)
    known = written_with(case, key)
    if known is not None:
        return known
    if case.phase == Phase.CLOSED:
        raise ChangeRefused("closed")
    entry = write_message(case=case, by=By.CITIZEN, text=text, author=author, files=key)
    change = resuming(case)
    if change is not None:
        change_status(case=case, after=change.after, by=By.CITIZEN, author=author)
    return entry


@transaction.atomic
def withdraw(*, case: Case, author: Any = None) -> Case:
    """End a case because its citizen wants so.

    Raises:
        ChangeRefused: `unknown`, when its kind does not allow it from where it stands.
    """
    case = locked(case)
    change = withdrawal(case)
    if change is None:
        raise ChangeRefused("unknown")
    return change_status(case=case, after=change.after, by=By.CITIZEN, author=author)


@transaction.atomic
def reopen(*, case: Case, text: str, author: Any = None, now: datetime | None = None) -> Case:
    """Open a closed case again.

    Raises:
        ChangeRefused: `unknown`, `reason` or `late`.
    """
    case = locked(case)
    change = reopening(case)
    if change is None:
        raise ChangeRefused("unknown")
    return change_status(
        case=case, after=change.after, by=By.CITIZEN, author=author, text=text, now=now
    )


@transaction.atomic
def rate(*, case: Case, score: int, text: str = "", author: Any = None) -> Entry:
    """Store what a citizen thinks of the answer: once for each time the case was closed.

    Raises:
        RatingRefused: No answer, or rated already.
        ValueError: No such score.
    """
    if score not in SCORES:
        raise ValueError(score)
    case = locked(case)
    if not case.state.is_answer or rated_since_closing(case):
        raise RatingRefused
    return add(
        case,
        kind=EntryKind.RATED,
        by=By.CITIZEN,
        author=author,
        is_public=True,
        text=text,
        data={"score": score},
    )
