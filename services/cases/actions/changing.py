"""Writes: change a case's status, write to it, give it to a directorate."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from services.cases.actions.files import bind, claimed, files_of
from services.cases.actions.timeline import add, iso, locked
from services.cases.deadlines import paused
from services.cases.holidays import is_holiday
from services.cases.kinds import By, Change, Phase
from services.cases.models import Case, Entry, EntryKind
from services.cases.notices.telling import tell


class ChangeRefused(Exception):
    """A change of status that is not allowed.

    Attributes:
        why: `unknown` (no such change for that side), `reason` (a text is missing), `late` (the
            time for it is over), `closed` (a message to a closed case).
    """

    def __init__(self, why: str) -> None:
        """Keep why."""
        super().__init__(why)
        self.why = why


@transaction.atomic
def change_status(
    *,
    case: Case,
    after: str,
    by: By,
    author: Any = None,
    text: str = "",
    now: datetime | None = None,
    files: uuid.UUID | None = None,
    data: Mapping[str, Any] | None = None,
) -> Case:
    """Change a case's status under its lock; return the case as it is then.

    The citizen is written to in the same transaction, once for each change. `files` is the key
    under which files were kept that come with it (evidence); `data` is what else the timeline
    signs, e.g. a reason's code.

    Raises:
        ChangeRefused: When the kind does not allow it from where the case stands now.
        ValidationError: When the case has too many files.
    """
    now = now or timezone.now()
    case = locked(case)
    change = case.type.change(case.status, after, by)
    if change is None:
        raise ChangeRefused("unknown")
    _refuse(case, change, text, now)
    kept = claimed(case, files)
    before, case.status = case.status, after
    _follow_the_clock(case, now)
    case.full_clean()
    case.save()
    told = {"before": before, "after": after, "due_on": iso(case.due_on)}
    entry = add(
        case,
        kind=EntryKind.STATUS,
        by=by,
        author=author,
        is_public=True,
        text=text,
        data={**(data or {}), **told, **files_of(kept)},
        at=now,
    )
    bind(kept, entry)
    if case.type.followed is not None:
        case.type.followed(case, before)
    tell(case, entry)
    return case


@transaction.atomic
def write_message(
    *, case: Case, by: By, text: str, author: Any = None, files: uuid.UUID | None = None
) -> Entry:
    """Add a message that the citizen sees, with the files kept under a key.

    The key is that of the form, too: with the same one again it is the same message.
    """
    case = locked(case)
    if (known := written_with(case, files)) is not None:
        return known
    kept = claimed(case, files)
    entry = add(
        case,
        kind=EntryKind.MESSAGE,
        by=by,
        author=author,
        is_public=True,
        text=text,
        data=_with_key(files) | files_of(kept),
    )
    bind(kept, entry)
    tell(case, entry)
    return entry


@transaction.atomic
def write_note(*, case: Case, text: str, author: Any, files: uuid.UUID | None = None) -> Entry:
    """Add a note that only staff see, with the files kept under a key; once for each key."""
    case = locked(case)
    if (known := written_with(case, files)) is not None:
        return known
    kept = claimed(case, files)
    entry = add(
        case,
        kind=EntryKind.NOTE,
        by=By.STAFF,
        author=author,
        is_public=False,
        text=text,
        data=_with_key(files) | files_of(kept),
    )
    bind(kept, entry)
    return entry


@transaction.atomic
def assign(
    *,
    case: Case,
    directorate: Any,
    author: Any = None,
    by: By = By.STAFF,
    now: datetime | None = None,
) -> Case:
    """Give a case to a directorate; the citizen sees whose turn it is, not who decided it."""
    case = locked(case)
    case.directorate = directorate
    case.save(update_fields=["directorate"])
    add(
        case,
        kind=EntryKind.ASSIGNED,
        by=by,
        author=author,
        is_public=True,
        data={"directorate": directorate.slug},
        at=now,
    )
    return case


def written_with(case: Case, key: uuid.UUID | None) -> Entry | None:
    """Return what was written by a form that is sent again."""
    return case.timeline.filter(data__key=str(key)).first() if key is not None else None


def _with_key(key: uuid.UUID | None) -> dict[str, Any]:
    return {"key": str(key)} if key is not None else {}


def _refuse(case: Case, change: Change, text: str, now: datetime) -> None:
    if change.needs_reason and not text.strip():
        raise ChangeRefused("reason")
    if change.within_days is not None:
        closed = case.closed_at
        if closed is None or now > closed + timedelta(days=change.within_days):
            raise ChangeRefused("late")


def _follow_the_clock(case: Case, now: datetime) -> None:
    """Let the clock stand still, go on or stop, as the new status says."""
    today, status, term = timezone.localdate(now), case.state, case.type.term
    if case.waiting_since is not None and status.phase is not Phase.WAITING:
        if term is not None and case.due_on is not None:
            case.due_on = paused(case.due_on, case.waiting_since, today, term, is_holiday)
        case.waiting_since = None
    if status.phase is Phase.WAITING and case.waiting_since is None:
        case.waiting_since = today
    case.phase = status.phase
    if status.phase is Phase.CLOSED:
        case.closed_at = now
        case.keep_until = today + timedelta(days=case.type.retention.days)
        if status.is_answer and case.due_on is not None:
            case.was_in_time = today <= case.due_on
    else:
        case.closed_at = case.keep_until = case.was_in_time = None
