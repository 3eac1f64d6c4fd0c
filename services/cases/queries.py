"""Reads of a citizen's cases."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case as When
from django.db.models import Count, IntegerField, Prefetch, QuerySet, Value
from django.db.models import When as Condition
from django.utils.translation import gettext as _

from content.reference.models import Directorate
from search import turkish
from services.cases.kinds import By, Phase
from services.cases.models import Attachment, Case, Entry, EntryKind
from services.cases.reference import InvalidReferenceError, read

PER_PAGE = 20
# More than anybody files; a search looks at so many titles at most.
MOST_SEARCHED = 2_000
STATES = {"sizde": (Phase.WAITING,), "suren": (Phase.OPEN, Phase.WAITING), "biten": (Phase.CLOSED,)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list is wanted.

    Attributes:
        state: Key of `STATES`; "" is all.
        kind: Letters; "" is all.
        words: Of the title, or a reference.
        page: From 1.
    """

    state: str = ""
    kind: str = ""
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the list, with the counts beside its tabs.

    Attributes:
        counts: By state, "" for all, before kind and words are asked for.
        kinds: Letters this person has cases of.
    """

    cases: Sequence[Case]
    total: int
    page: int
    pages: int
    counts: dict[str, int]
    kinds: list[str]


def of_owner(user: Any, wanted: Wanted) -> Found:
    """Return a page of somebody's cases: whose turn it is first, then the newest."""
    mine = Case.objects.filter(owner=user)
    rows = list(mine.order_by().values_list("kind", "phase").annotate(count=Count("pk")))
    counts = {
        state: sum(count for _kind, phase, count in rows if phase in phases)
        for state, phases in {"": tuple(Phase), **STATES}.items()
    }
    found = mine
    if wanted.state in STATES:
        found = found.filter(phase__in=STATES[wanted.state])
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.words:
        found = with_words(found, wanted.words)
    total = found.count()
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(wanted.page, 1), pages)
    turn = When(
        Condition(phase=Phase.WAITING, then=Value(0)),
        Condition(phase=Phase.OPEN, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    ordered = found.order_by(turn, "-received_at", "-pk").select_related("directorate")
    start = (page - 1) * PER_PAGE
    cases = list(ordered[start : start + PER_PAGE])
    return Found(cases, total, page, pages, counts, sorted({kind for kind, _p, _c in rows}))


def with_words(cases: QuerySet[Case], words: str) -> QuerySet[Case]:
    """Return those whose title has the words in any of their Turkish forms, or of a reference."""
    try:
        typed = read(words)
    except InvalidReferenceError:
        pass
    else:
        return cases.filter(kind=typed.kind, year=typed.year, number=typed.number)
    asked = turkish.fold(words)
    titles = cases.order_by("-pk").values_list("pk", "title")[:MOST_SEARCHED]
    keys = [
        key
        for key, title in titles
        if asked in turkish.fold(title) or turkish.matches(words, title)
    ]
    return cases.filter(pk__in=keys)


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as the citizen reads it.

    Attributes:
        who: `you`, or who wrote it for the municipality.
        is_mine: Written by the citizen.
        title: What happened.
    """

    entry: Entry
    who: str
    is_mine: bool
    title: str
    told: str = ""
    files: Sequence[Attachment] = field(default_factory=tuple)


def told_timeline(case: Case, house: str, reader: Any = None) -> list[Told]:
    """Return the public timeline, the newest first; two queries.

    Officers stand as the directorate that had the case then, never by name. `reader` is the
    account that reads, where it is one: what the owner wrote and what somebody wrote by the
    owner's authorisation are told apart.
    """
    files = Attachment.objects.order_by("pk")
    entries = list(
        case.timeline.filter(is_public=True)
        .order_by("number")
        .prefetch_related(Prefetch("attachments", queryset=files, to_attr="shown_files"))
    )
    slugs = {entry.data["directorate"] for entry in entries if entry.kind == EntryKind.ASSIGNED}
    names = dict(Directorate.objects.filter(slug__in=slugs).values_list("slug", "name"))
    told, at_desk = [], house
    for entry in entries:
        if entry.kind == EntryKind.ASSIGNED:
            at_desk = names.get(entry.data["directorate"], house)
        told.append(_told(case, entry, at_desk, house, reader))
    return told[::-1]


def _citizen(case: Case, entry: Entry, reader: Any) -> str:
    """Return how a citizen's entry is signed for who reads."""
    owner = getattr(case.owner, "public_id", None)
    author = entry.author or owner
    if author == (getattr(reader, "public_id", None) or owner):
        return _("You")
    return _("The applicant") if author == owner else _("By authorisation of the applicant")


def _told(case: Case, entry: Entry, at_desk: str, house: str, reader: Any) -> Told:
    is_mine = entry.by == By.CITIZEN
    you = _citizen(case, entry, reader) if is_mine else ""
    who = you if is_mine else (at_desk if entry.by == By.STAFF else house)
    title, told = str(EntryKind(entry.kind).label), ""
    if entry.kind == EntryKind.FILED:
        title = _("Your application has reached us")
        who = you if is_mine else _("Written down for you: %(who)s") % {"who": house}
    elif entry.kind == EntryKind.STATUS:
        status = case.type.status(entry.data["after"])
        title, told = str(status.label), str(status.told)
    elif entry.kind == EntryKind.MESSAGE:
        title = _("Your message") if is_mine else _("A message for you")
    elif entry.kind == EntryKind.ASSIGNED:
        title, who = _("It is dealt with by: %(name)s") % {"name": at_desk}, house
    elif entry.kind == EntryKind.RATED:
        title = _("You rated our answer: %(score)d of 5") % {"score": entry.data["score"]}
    elif entry.kind == EntryKind.DUE:
        title = _("The time for our answer has been extended.")
    files = tuple(getattr(entry, "shown_files", ()))
    return Told(entry, who, is_mine, title, told, files)


def is_overdue(case: Case, today: Any) -> bool:
    """Tell whether the day of the answer has passed and there is none."""
    return bool(case.due_on and case.phase == Phase.OPEN and case.due_on < today)
