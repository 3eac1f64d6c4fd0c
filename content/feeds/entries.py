"""One entry of a feed, read from the published index."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, Value

from search.departures import KEPT, departed
from search.kinds import Kind, kind_of
from search.models import DocumentQuerySet, PublishedDocument
from search.queries import Shown

_FIELDS = ("page_id", "kind", "locale", "path", "title", "payload")
MOST_GRAVES = 200
_MORE = ("translation_key", "version", "changed_at", "sort_at", "geometry")


@dataclass(frozen=True, slots=True)
class Series:
    """What happens each week at the same hours: the first time, and until when.

    Attributes:
        starts, ends: The first time; aware, on the same day.
        weekdays: Local days of the week, 0 is Monday; that of the first time is among them.
        until: Beginning of the last time.
        left_out: Beginnings of the times between them that are left out.
    """

    starts: datetime
    ends: datetime
    weekdays: tuple[int, ...]
    until: datetime
    left_out: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """When and where the subject of a document happens; dates mean whole days, the last included.

    `ends` is None for one without a known end, `is_certain` False while it is only planned. Where
    it happens in `series`, calendars show these and not the whole span.
    """

    starts: datetime | date
    ends: datetime | date | None = None
    location: str = ""
    is_cancelled: bool = False
    is_certain: bool = True
    series: tuple[Series, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with what feeds need beside what templates see."""

    shown: Shown
    translation_key: uuid.UUID
    version: int
    changed_at: datetime
    sort_at: datetime
    geometry: Mapping[str, Any] | None

    @property
    def uid(self) -> uuid.UUID:
        """Return an id that survives renames and moves; one for each language."""
        return uuid.uuid5(self.translation_key, self.shown.locale)

    @property
    def kind(self) -> Kind:
        """Return the kind."""
        return kind_of(self.shown.kind)

    @property
    def summary(self) -> str:
        """Return the sentence under the title."""
        return str(self.shown.data.get("summary") or "")

    @property
    def published_at(self) -> datetime:
        """Return when it was first public."""
        text = self.shown.data.get("published_at")
        return datetime.fromisoformat(text) if text else self.sort_at

    def event(self) -> Event | None:
        """Return when it happens; None for what has no time."""
        return self.kind.event(self.shown) if self.kind.event else None


@dataclass(frozen=True, slots=True)
class Grave:
    """What was withdrawn, or left a filtered list: enough to take it out of readers that hold it.

    It says no word of the notice. `has_left` tells that it is still public elsewhere.
    """

    kind: str
    locale: str
    translation_key: uuid.UUID
    version: int
    changed_at: datetime
    starts_at: datetime | None
    has_left: bool = False

    @property
    def uid(self) -> uuid.UUID:
        """Return the id it had as an entry."""
        return uuid.uuid5(self.translation_key, self.locale)


def graves(kinds: Sequence[str], locale: str, facets: Sequence[str], now: datetime) -> list[Grave]:
    """Return what was withdrawn lately before its end from a list narrowed to facets, or left it.

    Words narrow nothing here: what a withdrawn notice said is not kept. A calendar that never held
    it has nothing to take out. One query, at most `MOST_GRAVES` rows, the newest first.
    """
    rows = PublishedDocument.objects.filter(
        gone=True, kind__in=list(kinds), locale=locale, changed_at__gt=now - KEPT
    ).filter(Q(ends_at=None) | Q(ends_at__gt=F("changed_at")), facets__contains=list(facets))
    fields = ("kind", "locale", "translation_key", "version", "changed_at", "starts_at")
    found = rows.annotate(has_left=Value(False)).values_list(*fields, "has_left")
    if facets:
        left = departed(kinds, locale, facets, now).annotate(has_left=Value(True))
        found = found.union(left.values_list(*fields, "has_left"))
    by_uid: dict[uuid.UUID, Grave] = {}
    for row in found.order_by("-changed_at", "-version")[:MOST_GRAVES]:
        grave = Grave(*row)
        by_uid.setdefault(grave.uid, grave)
    return list(by_uid.values())


def entries(documents: DocumentQuerySet) -> list[Entry]:
    """Fetch the entries of a query; one query."""
    rows = documents.values_list(*_FIELDS, *_MORE)
    return [Entry(Shown(*row[: len(_FIELDS)]), *row[len(_FIELDS) :]) for row in rows]
