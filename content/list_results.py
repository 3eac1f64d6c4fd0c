"""A narrowed list, one page of it, and what the template needs to draw its controls."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from content.list_specs import ListSpec, Period, Sort
from search.kinds import Text
from search.models import DocumentQuerySet
from search.queries import Shown


@dataclass(slots=True)
class Results:
    """A narrowed list, one page of it, and what the template needs to draw its controls."""

    spec: ListSpec
    path: str
    locale: str
    now: datetime
    params: dict[str, str]
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    total: int = 0
    page: int = 1
    documents: list[Shown] = field(default_factory=list)
    filters: list[dict[str, Any]] = field(default_factory=list)
    period: Period | None = None
    sort: Sort | None = None
    query: DocumentQuerySet | None = None
    position: tuple[float, float] | None = None  # latitude, longitude
    place: str = ""
    places: list[str] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least 1."""
        return max(1, -(-self.total // self.spec.page_size))

    def address(self, **changes: str | None) -> str:
        """Return the list's address with some parameters changed; None takes one away."""
        kept = {**self.params, **changes}
        kept.setdefault("sayfa", None)
        if "sayfa" not in changes:
            kept["sayfa"] = None
        query = urlencode({key: value for key, value in kept.items() if value})
        return f"{self.path}?{query}" if query else self.path

    @property
    def base(self) -> str:
        """Return the address up to and including the `sayfa=` of the pager's links."""
        address = self.address()
        return f"{address}&" if "?" in address else f"{address}?"

    @property
    def sorts(self) -> list[tuple[str, Text]]:
        """Return the ways to sort as options."""
        return [(sort.value, sort.label) for sort in self.usable_sorts]

    @property
    def usable_sorts(self) -> list[Sort]:
        """Return the ways to sort, the usual one first; by distance only from somewhere."""
        near = [sort for sort in self.spec.sorts if sort.near and self.position]
        return near + [sort for sort in self.spec.sorts if not sort.near]

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Return what the list is narrowed and sorted by."""
        return sorted((name, value) for name, value in self.params.items() if name != "sayfa")

    @property
    def state(self) -> tuple[Any, ...]:
        """Return all that what surrounds the entries depends on, besides the list itself."""
        filters = (tuple(map(_frozen, item.items())) for item in self.filters)
        numbers = (self.total, self.page, self.now.date(), self.position, *self.errors)
        return (*numbers, *sorted(self.params.items()), *filters, *self.places)

    @property
    def entries(self) -> tuple[Any, ...]:
        """Return all that the entries depend on; empty where one of them is no version's."""
        versions = tuple((item.id, item.version) for item in self.documents if item.version)
        whole = len(versions) == len(self.documents)
        return (self.now.replace(second=0, microsecond=0), *versions) if whole else ()

    @property
    def kept(self) -> dict[str, str]:
        """Return what the sort form must carry along."""
        return {k: v for k, v in self.params.items() if k not in {"sayfa", "sirala"}}

    @property
    def tabs(self) -> list[dict[str, Any]]:
        """Return the period tabs; none where there is nothing to choose between."""
        tabs = [
            {
                "title": period.label,
                "url": self.address(donem=None if index == 0 else period.value),
                "current": period is self.period,
            }
            for index, period in enumerate(self.spec.periods)
            if period.offered
        ]
        return tabs if len(tabs) > 1 else []

    @property
    def active(self) -> list[dict[str, str]]:
        """Return what the list is narrowed by, each with the address without it."""
        return [
            {
                "text": item.get("chip") or f"{item['label']}: {item['text']}",
                "url": self.address(**{item["param"]: None}),
            }
            for item in self.filters
            if item["value"]
        ]


def _frozen(item: tuple[str, Any]) -> tuple[str, Any]:
    name, value = item
    return (name, tuple(value)) if isinstance(value, list) else item
