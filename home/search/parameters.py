"""What the address of the search page says: `?q=&bolum=&mahalle=&tarih=&acik=&sayfa=`, facets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from content.reference.queries import NEIGHBOURHOOD
from search.kinds import Facet, Text, kind_of
from search.query import clean

KIND, DATE, OPEN, PAGE = "bolum", "tarih", "acik", "sayfa"
WITH_HOURS = ("place",)
MOST_PAGES = 25
MOST_FACETS = 3
PERIODS: dict[str, tuple[Text, timedelta]] = {
    "hafta": (_("Last 7 days"), timedelta(days=7)),
    "ay": (_("Last 30 days"), timedelta(days=30)),
    "yil": (_("Last 12 months"), timedelta(days=365)),
}


@dataclass(frozen=True, slots=True)
class Parameters:
    """The address, read; what is not understood is left out.

    Attributes:
        kind: The tab; empty for all kinds.
        facets: Facet name to the chosen value.
        period: A key of `PERIODS`, or empty.
        open_now: Only what is known to be open; for kinds with opening hours.
    """

    words: str
    kind: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)
    period: str = ""
    page: int = 1
    open_now: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Tell whether a filter is set; a tab is none."""
        return bool(self.facets or self.period or self.open_now)

    @property
    def is_first(self) -> bool:
        """Tell whether this is a search as it was typed: all kinds, no filter, the first page."""
        return bool(self.words) and not self.kind and not self.is_narrowed and self.page == 1

    def since(self, now: datetime) -> datetime | None:
        """Return from when on documents are wanted."""
        return now - PERIODS[self.period][1] if self.period else None

    def address(self, **changes: str | None) -> str:
        """Return the address with parameters changed; None takes one away. Starts at page one."""
        facets = {facet.param: self.facets.get(facet.name) for facet in facets_of(self.kind)}
        own = {"q": self.words, KIND: self.kind, DATE: self.period}
        every = {**own, OPEN: "1" if self.open_now else None, **facets, **changes}
        return "?" + urlencode({key: value for key, value in every.items() if value})

    def without_filters(self) -> str:
        """Return the address of the tab without any filter."""
        return Parameters(self.words, self.kind).address()

    def tab(self, kind: str) -> str:
        """Return the address of another tab: what both have is kept."""
        kept = {facet.name for facet in facets_of(kind)}
        facets = {name: value for name, value in self.facets.items() if name in kept}
        return Parameters(self.words, kind, facets, self.period).address()


def facets_of(kind: str) -> Sequence[Facet]:
    """Return what a tab can be filtered by: its own facets, or the neighbourhood for all kinds."""
    return kind_of(kind).facets[:MOST_FACETS] if kind else (NEIGHBOURHOOD,)


def read(query: Mapping[str, str], kinds: Sequence[str], locale: str) -> Parameters:
    """Read the address."""
    kind = query.get(KIND, "")
    kind = kind if kind in kinds else ""
    chosen = {}
    for facet in facets_of(kind):
        value = query.get(facet.param, "")
        if value and value in facet.labels(locale):
            chosen[facet.name] = value
    period = query.get(DATE, "")
    raw = query.get(PAGE, "1")
    is_number = raw.isascii() and raw.isdigit() and raw.strip("0") != ""
    return Parameters(
        clean(query.get("q", "")),
        kind,
        chosen,
        period if period in PERIODS else "",
        min(int(raw[:6]), MOST_PAGES) if is_number else 1,
        kind in WITH_HOURS and query.get(OPEN) == "1",
    )
