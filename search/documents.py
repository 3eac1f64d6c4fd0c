"""The protocol a page follows to describe itself to the published index.

A page describes itself as one or more `Document`s, each true for a span of time. Spans do not
overlap; what changes with time alone (a condolence address that vanishes after ten days) is a
second document that begins where the first ends. Readers pick the one that holds *now*, so
nothing that has run out is ever shown, whether or not a worker is running.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol, runtime_checkable

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
FOREVER = datetime(9999, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """What the public may know of a page between `valid_from` and `valid_until`.

    Attributes:
        title: Plain text, what lists link.
        summary: One or two sentences of plain text.
        data: The kind's own fields of the API, JSON-ready; merged with the common ones.
        body: Blocks of the rich body in API form: `[{"type", "id", "value"}]`.
        keywords: Text that finds the page almost as strongly as its title (other names, street).
        text: Further text that finds the page.
        facets: Values to filter and count by, for example `{"neighbourhood": ["sahabiye"]}`.
        sort_at: The moment lists sort by; the newest first unless the list says otherwise.
        starts_at: When what it tells of begins, for date filters and freshness.
        ends_at: When it ends.
        listed_until: From then on it has a page but stands in no list, feed or search.
        geometry: GeoJSON geometry in WGS84 (`[lng, lat]`), or None.
        noindex: True keeps it out of outside search engines and the sitemap.
    """

    title: str
    summary: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    body: Sequence[Mapping[str, Any]] = ()
    keywords: str = ""
    text: str = ""
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort_at: datetime | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    listed_until: datetime = FOREVER
    geometry: Mapping[str, Any] | None = None
    noindex: bool = False
    valid_from: datetime = ALWAYS
    valid_until: datetime = FOREVER


@runtime_checkable
class Describable(Protocol):
    """A page with a place in the published index."""

    document_kind: str

    def describe(self) -> Iterable[Document]:
        """Return the documents of this page, in order of time, spans not overlapping."""
        ...
