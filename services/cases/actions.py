"""Writes: file a case, change its status, write to it, give it to a directorate."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from content.places.hours.holidays import turkish_holiday
from services.cases.deadlines import due_date, paused
from services.cases.kinds import By, Change, Phase, allowed_changes, kind_of
from services.cases.models import NO_MAC, AllowedChange, Case, Entry, EntryKind, Series
from services.cases.signing import sign_entry


class ChangeRefused(Exception):
    """A change of status that is not allowed.

    Attributes:
        why: `unknown` (no such change for that side), `reason` (a text is missing), `late` (the
            time for it is over).
    """

    def __init__(self, why: str) -> None:
        """Keep why."""
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, kw_only=True, slots=True)
class Filing:
    """What somebody files.

    Attributes:
        key: From the form; the same key again is the same case (a second press, a lost connection).
        owner: The account of whom it is for; None without one.
        officer: Who wrote it down for the citizen, at the desk or on the phone.
        contact_email, contact_phone: Verified before; where codes and news go.
        disclosure: Slug and version of the disclosure that was shown.
    """

    kind: str
    key: uuid.UUID
    title: str
    text: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    owner: Any = None
    officer: Any = None
    contact_email: str = ""
    contact_phone: str = ""
    language: str = "tr"
    channel: str = "web"
    disclosure: str = ""


@transaction.atomic
def file_case(*, filing: Filing, now: datetime | None = None) -> Case:
    """Store a case and return it; the case that is there already when its key is known.

    The reference's number is taken under a lock, so numbers have no gaps and no doubles.
    """
    now = now or timezone.now()
    kind = kind_of(filing.kind)
    year = timezone.localdate(now).year
    Series.objects.get_or_create(kind=kind.letters, year=year)
    series = Series.objects.select_for_update().get(kind=kind.letters, year=year)
    known = Case.objects.filter(filing_key=filing.key).first()
    if known is not None:
        return known
    series.last += 1
    series.save(update_fields=["last"])
    case = Case(
        kind=kind.letters,
        year=year,
        number=series.last,
        status=kind.first.name,
        phase=kind.first.phase,
        title=filing.title,
        text=filing.text,
        data=dict(filing.data),
        language=filing.language,
        channel=filing.channel,
        owner=filing.owner,
        filing_key=filing.key,
        contact_email=filing.contact_email or None,
        contact_phone=filing.contact_phone or None,
        disclosure=filing.disclosure,
        received_at=now,
    )
    if kind.term is not None:
        case.due_on = due_date(timezone.localdate(now), kind.term, is_holiday)
        case.due_source = kind.term.source
    case.full_clean()
    case.save()
    _add(
        case,
        kind=EntryKind.FILED,
        by=By.STAFF if filing.officer else By.CITIZEN,
        author=filing.officer or filing.owner,
        is_public=True,
        data={"status": case.status, "due_on": _iso(case.due_on)},
        at=now,
    )
    return case


@transaction.atomic
def change_status(
    *,
    case: Case,
    after: str,
    by: By,
    author: Any = None,
    text: str = "",
    now: datetime | None = None,
) -> Case:
    """Change a case's status under its lock; return the case as it is then.

    Raises:
        ChangeRefused: When the kind does not allow it from where the case stands now.
    """
    now = now or timezone.now()
    case = _locked(case)
    change = case.type.change(case.status, after, by)
    if change is None:
        raise ChangeRefused("unknown")
    _refuse(case, change, text, now)
    before, case.status = case.status, after
    _follow_the_clock(case, now)
    case.full_clean()
    case.save()
    _add(
        case,
        kind=EntryKind.STATUS,
        by=by,
        author=author,
        is_public=True,
        text=text,
        data={"before": before, "after": after, "due_on": _iso(case.due_on)},
        at=now,
    )
    return case


@transaction.atomic
def write_message(*, case: Case, by: By, text: str, author: Any = None) -> Entry:
    """Add a message that the citizen sees."""
    return _add(
        _locked(case), kind=EntryKind.MESSAGE, by=by, author=author, is_public=True, text=text
    )


@transaction.atomic
def write_note(*, case: Case, text: str, author: Any) -> Entry:
    """Add a note that only staff see."""
    return _add(
        _locked(case), kind=EntryKind.NOTE, by=By.STAFF, author=author, is_public=False, text=text
    )


@transaction.atomic
def assign(*, case: Case, directorate: Any, author: Any = None, by: By = By.STAFF) -> Case:
    """Give a case to a directorate; the citizen sees whose turn it is, not who decided it."""
    case = _locked(case)
    case.directorate = directorate
    case.save(update_fields=["directorate"])
    _add(
        case,
        kind=EntryKind.ASSIGNED,
        by=by,
        author=author,
        is_public=True,
        data={"directorate": directorate.slug},
    )
    return case


@transaction.atomic
def copy_allowed_changes(*, using: str = "default") -> None:
    """Make the table of allowed changes hold what the registered kinds allow, and nothing else."""
    wanted = allowed_changes()
    table = AllowedChange.objects.using(using)
    stored = set(table.values_list("kind", "before", "after"))
    for kind, before, after in stored - wanted:
        table.filter(kind=kind, before=before, after=after).delete()
    table.bulk_create(
        [AllowedChange(kind=k, before=b, after=a) for k, b, a in sorted(wanted - stored)],
        ignore_conflicts=True,
    )


def is_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday as a whole."""
    found = turkish_holiday(day)
    return found is not None and not found.half_day


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


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


def _add(
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


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
