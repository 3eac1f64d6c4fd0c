"""What a kind of case is: its statuses, who may change which, its clock, how long it stays.

Data in code. A service describes its kind once and registers it when its app starts; `problems_of`
finds what does not fit together, and the system checks say so before the site runs. The changes are
copied into a table as well, where a trigger refuses any that is not there (see migration 0002).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

from accounts.signin.levels import Level
from services.cases.deadlines import Term
from services.cases.reference import LETTERS

Text = str | Promise
NAME_LENGTH = 24


class By(StrEnum):
    """Who makes a change."""

    CITIZEN = "citizen"
    STAFF = "staff"
    SYSTEM = "system"


CITIZEN = frozenset({By.CITIZEN})
STAFF = frozenset({By.STAFF})
HOUSE = frozenset({By.STAFF, By.SYSTEM})
ANYBODY = frozenset(By)


class Phase(StrEnum):
    """What a status means for the clock and for whom it is to act."""

    OPEN = "open"
    WAITING = "waiting"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Status:
    """A status.

    Attributes:
        name: Stored, a-z and underscores.
        label: In the office's words.
        told: What the citizen reads: what it means and what comes next.
        phase: While WAITING it is the citizen's turn, and the clock stands still.
        is_answer: Whether a closed case was answered in time is asked of this status.
        sms: What an SMS says of it; without it, `told`.
        is_told: Whether the citizen is written to when a case comes to it by somebody else's doing.
    """

    name: str
    label: Text
    told: Text
    phase: Phase = Phase.OPEN
    is_answer: bool = False
    sms: Text = ""
    is_told: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """An allowed change of status.

    Attributes:
        before, after: Names of statuses.
        by: Who may make it.
        needs_reason: Whether a text for the citizen must come with it.
        within_days: How long after closing it is possible; None is always.
    """

    before: str
    after: str
    by: frozenset[By]
    needs_reason: bool = False
    within_days: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Retention:
    """How long a closed case stays, and what becomes of it.

    Attributes:
        days: After closing.
        source: The rule or the archive plan that says so.
        anonymises: What is not personal stays for statistics; otherwise nothing does.
    """

    days: int
    source: str
    anonymises: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class FileRule:
    """Which files a case of a kind may have.

    Attributes:
        at_once: How many with one form or message; 0: none at all.
        in_all: How many in the life of a case.
        bytes_each: The size of one, as it is sent.
        documents: PDFs as well as photos.
    """

    at_once: int = 5
    in_all: int = 30
    bytes_each: int = 15 * 1024 * 1024
    documents: bool = True


@dataclass(frozen=True, slots=True)
class Visit:
    """When somebody of the municipality comes, or the citizen is expected."""

    start: datetime
    end: datetime
    place: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseKind:
    """A kind of case.

    Attributes:
        letters: The two letters its references begin with.
        label: For people.
        statuses: By what they are called; the first is what a filed case has.
        changes: All that are allowed.
        term: By when an answer is due; None where no clock runs.
        extension: The longer term that the law allows once, with a reason.
        level: How sure we must be of who files; NONE lets people file without an account.
        disclosure: Slug of the disclosure whose version is kept with the case.
        files: Which files it may have.
        shown: Returns label and text of what the citizen gave, for the case's own page.
        visit: Returns the visit that is agreed on.
        forget: Takes out of the kind's own tables what is personal, when the time to keep is over.
        followed: Called in the transaction of each change of status, with the case and the status
            before: what the kind's own tables do then. It refuses a change by `ChangeRefused`.
        papers: Returns label and address of papers of the kind's own, for the case's page.
        permission: What staff need besides to see such cases at all, e.g. for the applications of
            the data protection law; who sees all directorates needs it, too.
    """

    letters: str
    label: Text
    statuses: tuple[Status, ...]
    changes: tuple[Change, ...]
    term: Term | None
    retention: Retention
    disclosure: str
    level: Level = Level.NONE
    extension: Term | None = None
    files: FileRule = FileRule()
    shown: Callable[[Any], Sequence[tuple[Text, Text]]] | None = None
    visit: Callable[[Any], Visit | None] | None = None
    forget: Callable[[Any], None] | None = None
    followed: Callable[[Any, str], None] | None = None
    papers: Callable[[Any], Sequence[tuple[Text, str]]] | None = None
    permission: str = ""

    @property
    def first(self) -> Status:
        """Return the status of a case just filed."""
        return self.statuses[0]

    def status(self, name: str) -> Status:
        """Return a status by its name; KeyError when the kind has none of it."""
        for status in self.statuses:
            if status.name == name:
                return status
        raise KeyError(name)

    def change(self, before: str, after: str, by: By) -> Change | None:
        """Return the change, when there is such a one for that side."""
        for change in self.changes:
            if (change.before, change.after) == (before, after) and by in change.by:
                return change
        return None


_kinds: dict[str, CaseKind] = {}


def register(kind: CaseKind) -> CaseKind:
    """Make a kind known; ValueError when it does not fit together or its letters are taken."""
    found = [*problems_of(kind)]
    if kind.letters in _kinds and _kinds[kind.letters] is not kind:
        found.append(f"the letters {kind.letters} are taken")
    if found:
        raise ValueError(f"{kind.letters}: {'; '.join(found)}")
    _kinds[kind.letters] = kind
    return kind


def unregister(kind: CaseKind) -> None:
    """Forget a kind (tests register kinds of their own)."""
    _kinds.pop(kind.letters, None)


def kind_of(letters: str) -> CaseKind:
    """Return a kind by its letters; KeyError when nobody registered it."""
    return _kinds[letters]


def registered() -> Mapping[str, CaseKind]:
    """Return all kinds by their letters."""
    return dict(_kinds)


def problems_of(kind: CaseKind) -> Iterator[str]:
    """Yield what is wrong with a kind, in words for its developer."""
    if len(kind.letters) != 2 or not set(kind.letters) <= set(LETTERS):
        yield f"letters must be two of {LETTERS}"
    if kind.extension and (
        kind.term is None
        or kind.extension.counting is not kind.term.counting
        or kind.extension.days <= kind.term.days
    ):
        yield "the extension must be longer than the term and counted like it"
    names = [status.name for status in kind.statuses]
    if len(set(names)) != len(names):
        yield "a status is there twice"
    for name in names:
        if not (name.isascii() and name.replace("_", "a").isalpha() and name.islower()):
            yield f"{name!r} is no name of a status"
        if len(name) > NAME_LENGTH:
            yield f"{name!r} is longer than {NAME_LENGTH} letters"
    yield from _problems_of_changes(kind, set(names))


def _problems_of_changes(kind: CaseKind, names: set[str]) -> Iterator[str]:
    pairs = [(change.before, change.after) for change in kind.changes]
    if len(set(pairs)) != len(pairs):
        yield "a change is there twice"
    unknown = {name for pair in pairs for name in pair} - names
    if unknown:
        yield f"changes name unknown statuses: {', '.join(sorted(unknown))}"
        return
    if any(before == after for before, after in pairs):
        yield "a change leads back to its own status"
    if kind.first.phase is not Phase.OPEN:
        yield "a filed case must be open"
    following: dict[str, set[str]] = {name: set() for name in names}
    for before, after in pairs:
        following[before].add(after)
    lost = names - _reached(following, kind.first.name)
    if lost:
        yield f"no case ever comes to: {', '.join(sorted(lost))}"
    closed = {status.name for status in kind.statuses if status.phase is Phase.CLOSED}
    stuck = {name for name in names - closed if not _reached(following, name) & closed}
    if stuck:
        yield f"no way to an end from: {', '.join(sorted(stuck))}"


def _reached(following: Mapping[str, set[str]], start: str) -> set[str]:
    found, left = {start}, [start]
    while left:
        for name in following[left.pop()] - found:
            found.add(name)
            left.append(name)
    return found


def allowed_changes() -> set[tuple[Any, ...]]:
    """Return `(letters, before, after)` of every kind; an empty `before` is the filing."""
    rows: set[tuple[Any, ...]] = set()
    for kind in _kinds.values():
        rows.add((kind.letters, "", kind.first.name))
        rows |= {(kind.letters, change.before, change.after) for change in kind.changes}
    return rows
