"""What a list is described by: periods as tabs, ways to sort, filters, its template."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models.expressions import OrderBy
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from search.kinds import Facet, Text
from search.models import DocumentQuerySet

if TYPE_CHECKING:
    from content.lists import Results

PAGE_SIZE = 20
# Where somebody stands: a position of a device, and a place typed by its name.
POSITION_PARAM, PLACE_PARAM = POSITION_PARAMS = "konum", "yer"
Narrow = Callable[[DocumentQuerySet, datetime], DocumentQuerySet]
Narrower = Callable[["Results", DocumentQuerySet], DocumentQuerySet]


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """A named stretch of time, shown as a tab: its value in the address, label and filter.

    An archive shows what is no longer listed (`unlisted`); its filters offer what is there. One
    that is not `offered` is no tab: other pages lead to it.
    """

    value: str
    label: Text
    narrow: Narrow
    order: tuple[str | OrderBy, ...] | None = None
    unlisted: bool = False
    offered: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Sort:
    """A way to sort: its value in the address, label and order of fields.

    One that is `near` is offered, and is the usual one, where a position is known.
    """

    value: str
    label: Text
    order: tuple[str | OrderBy, ...]
    near: bool = False


NEWEST = Sort(value="yeni", label=gettext_lazy("Newest first"), order=("-sort_at", "-page_id"))
ALPHABET = Sort(value="ad", label=gettext_lazy("By name"), order=("sort_key", "page_id"))


@dataclass(frozen=True, kw_only=True, slots=True)
class ListSpec:
    """What a list shows and how it may be narrowed.

    Attributes:
        kinds: The kinds it lists.
        facets: Filters by facet, in order.
        periods: Tabs by time; the first is the default. Empty for lists without time.
        sorts: The first is the default; a period's own order wins over the default.
        word_param, word_label: The text filter (every word must begin a word of the document), or
            None.
        word_weights: The fields it looks at: A titles, B keywords, D text; empty means all.
        words: Narrows by what was typed in the text filter, where beginnings of words alone are not
            enough (names).
        base: Narrows the list always; by default to what is listed now.
        within: A facet (`name:value`) everything in the list has.
        narrowers: Filters of the subject's own; each reads `results.params`, adds its control to
            `results.filters` and narrows (see `content.places.nearby`).
        template: Jinja2 template; gets `results`, see `Results`.
        map: True when the list has a map.
    """

    kinds: tuple[str, ...]
    facets: tuple[Facet, ...] = ()
    periods: tuple[Period, ...] = ()
    sorts: tuple[Sort, ...] = (NEWEST,)
    word_param: str | None = None
    word_label: Text = ""
    word_hint: Text = ""
    word_weights: str = ""
    words: Callable[["Results", DocumentQuerySet, str], DocumentQuerySet] | None = None
    base: Narrow | None = None
    within: str = ""
    narrowers: tuple[Narrower, ...] = ()
    template: str = "pages/list.jinja"
    map: bool = False
    page_size: int = PAGE_SIZE
    context: Callable[[HttpRequest, "Results"], dict[str, Any]] | None = None
