"""The kinds of documents. A subject registers its own; lists, feeds, API and search follow."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, kw_only=True, slots=True)
class Facet:
    """A value to filter and count by.

    Attributes:
        name: Its name in `Document.facets` and in the API.
        param: Its name in the address of a list (Turkish).
        label: What the field is called.
        labels: Returns value -> label in a language, in the order they are shown.
        resolve: Returns the facets (`name:value`) a value stands for at a moment, any of which will
            do; None where a value is a facet's own.
    """

    name: str
    param: str
    label: Text
    labels: Callable[[str], Mapping[str, str]]
    resolve: Callable[[str, datetime], Sequence[str]] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """What a change amounts to, for those who were told of the document before.

    Attributes:
        mark: In a word, before the title: “Stopped”.
        sentence: The same as a sentence.
        reason: Why, as the document says it; may be empty.
        can_wait: Nobody has to act on it: it is told with the next digest, even to who hears of
            everything else at once.
        for_all: It concerns who follows a list it is in, too, whether told of it before or not.
    """

    mark: Text
    sentence: Text
    reason: str = ""
    can_wait: bool = False
    for_all: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """How one kind of document is called and shown.

    Attributes:
        name: Stable identifier, in the API too.
        label, plural: For people.
        template: The detail page (Jinja2); gets `doc`, `page`, `now`.
        card: Jinja2 template of one entry of a list; gets `doc`, `now`.
        listed: True when it stands in search, feeds and the sitemap by itself; False for frames
            such as index pages.
        landing: True where the page itself is what people look for by its name, though no search
            or feed has it: the list of pharmacies on duty. It is suggested while typing.
        facets: What lists of this kind filter by.
        view: Own view `(request, found) -> HttpResponse` where a template is not enough.
        below: Answers addresses right below a page that no page has, `(request, found, name) ->
            HttpResponse | None`; for example the categories of the guide.
        json_ld: Returns the schema.org object of a document.
        context: Returns more for the detail template (at most one query).
        schema: The pydantic schema its payload follows, for the API and its tests.
        is_open: Tells from the payload whether it is open at a moment of local time, None where
            nobody knows; its documents carry the facet `search.opening.FACET`.
        event: Returns when and where it happens (`content.feeds.entries.Event`) for calendars;
            None for a kind without a time.
        fades_days: After so many days a document of this kind begins to sink in search; None where
            age does not matter.
        significant: Keys of the payload that concern who was told of it before (day, time, place):
            when one of them changes, subscribers are told again. Empty: nothing of it is news.
        condition: Returns from the payload the condition people are told of when it changes
            (stopped, finished); "" while all is as announced. None for kinds that have none.
        turn: Returns what a change amounts to, from the significant values before and the document
            now (`Turn`); None where “changed” says enough.
        turns_by_time: Its condition changes with time alone (applications open at nine), and people
            are told of that, too.
        personal: True where titles are names of people: nobody's search for these is counted.
    """

    name: str
    label: Text
    plural: Text
    template: str
    card: str = "pages/cards/default.jinja"
    listed: bool = True
    landing: bool = False
    facets: tuple[Facet, ...] = ()
    view: Callable[..., Any] | None = None
    below: Callable[..., Any] | None = None
    json_ld: Callable[[Any], dict[str, Any] | None] | None = None
    context: Callable[..., dict[str, Any]] | None = None
    schema: Any = None
    icon: str = "document"
    is_open: Callable[[Mapping[str, Any], datetime], bool | None] | None = None
    event: Callable[[Any], Any] | None = None
    fades_days: int | None = None
    personal: bool = False
    significant: tuple[str, ...] = ()
    condition: Callable[[Mapping[str, Any]], str] | None = None
    turn: Callable[[Mapping[str, Any], Any], Turn | None] | None = None
    turns_by_time: bool = False
    extras: Mapping[str, Any] = field(default_factory=dict)


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Add a kind; called once, when its app is ready."""
    if kind.name in _KINDS and _KINDS[kind.name] is not kind:
        raise ValueError(f"kind {kind.name} is registered twice")
    _KINDS[kind.name] = kind
    return kind


def kind_of(name: str) -> Kind:
    """Return a kind by name; KeyError when nobody registered it."""
    return _KINDS[name]


def all_kinds() -> Iterator[Kind]:
    """Yield the kinds in the order they were registered."""
    yield from _KINDS.values()


def listed_kinds() -> list[str]:
    """Return the names of the kinds that stand in search, feeds and the sitemap."""
    return [kind.name for kind in _KINDS.values() if kind.listed]


def suggested_kinds() -> list[str]:
    """Return the names of the kinds that are suggested while typing: the listed, and landings."""
    return [kind.name for kind in _KINDS.values() if kind.listed or kind.landing]
