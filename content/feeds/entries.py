"""One entry of a feed, read from the published index."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from search.kinds import Kind, kind_of
from search.models import DocumentQuerySet
from search.queries import Shown

_FIELDS = ("page_id", "kind", "locale", "path", "title", "payload")
_MORE = ("translation_key", "version", "changed_at", "sort_at", "geometry")


@dataclass(frozen=True, slots=True)
class Event:
    """When and where the subject of a document happens; dates mean whole days, the last included.

    `ends` is None for one without a known end, `is_certain` False while it is only planned.
    """

    starts: datetime | date
    ends: datetime | date | None = None
    location: str = ""
    is_cancelled: bool = False
    is_certain: bool = True


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


def entries(documents: DocumentQuerySet) -> list[Entry]:
    """Fetch the entries of a query; one query."""
    rows = documents.values_list(*_FIELDS, *_MORE)
    return [Entry(Shown(*row[: len(_FIELDS)]), *row[len(_FIELDS) :]) for row in rows]
