"""The formats of feeds: names, content types, page sizes, and the writers."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.translation import gettext_lazy

from content.api.output import geojson_text
from content.api.tabular import csv_text
from content.feeds.calendars import calendar
from content.feeds.entries import Entry, Grave, entries
from search.kinds import Text, kind_of
from search.models import DocumentQuerySet

FEED_NAME = "akis"
WHOLE = 5000
"""Rows of a file: more than any list of a district has."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says about itself; addresses are absolute."""

    title: str
    description: str
    locale: str
    site_name: str
    list_url: str
    own_url: str
    next_url: str
    kinds: Sequence[str]
    base: str
    graves: Sequence[Grave] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the end of its address, what people call it, and how it is written.

    Attributes:
        needs_time: Only lists of what happens at some time have it.
        kinds: Only lists of one of these kinds alone have it; empty: all.
        period: The list's tab it shows unless the address names another.
        own_order: Keeps the order of the list; else the newest come first.
        is_file: Something to keep rather than to follow: saved under a name, in the list's order.
        is_offered: Named below the list; False for what only our own scripts ask for.
        fetch: Reads the rows that `write` gets.
        tells_graves: Says of what was withdrawn that it is gone, for readers that hold it.
    """

    suffix: str
    label: Text
    content_type: str
    page_size: int
    write: Callable[[Feed, Sequence[Any]], str]
    needs_time: bool = False
    kinds: tuple[str, ...] = ()
    period: str = ""
    own_order: bool = False
    is_file: bool = False
    is_offered: bool = True
    fetch: Callable[[DocumentQuerySet], Sequence[Any]] = entries
    tells_graves: bool = False


class _PagedAtom(Atom1Feed):
    """Atom with the link to the next page (RFC 5005), and what was taken away (RFC 6721)."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:at": "http://purl.org/atompub/tombstones/1.0"}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["next_url"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next_url"]})
        for grave in self.feed["graves"]:
            attributes = {"ref": grave.uid.urn, "when": rfc3339_date(grave.changed_at)}
            handler.addQuickElement("at:deleted-entry", "", attributes)

    def latest_post_date(self) -> datetime:
        found: datetime = super().latest_post_date()
        return max([found, *(grave.changed_at for grave in self.feed["graves"])])


def atom(feed: Feed, entries: Sequence[Entry]) -> str:
    """Return an Atom feed."""
    writer = _PagedAtom(
        title=feed.title,
        link=feed.list_url,
        description=feed.description,
        language=feed.locale,
        author_name=feed.site_name,
        feed_url=feed.own_url,
        feed_guid=feed.own_url,
        next_url=feed.next_url,
        graves=feed.graves,
    )
    for entry in entries:
        writer.add_item(
            title=entry.shown.title,
            link=feed.base + entry.shown.path,
            description=entry.summary,
            unique_id=entry.uid.urn,
            pubdate=entry.published_at,
            updateddate=entry.changed_at,
            categories=[str(entry.kind.label)],
        )
    return str(writer.writeString("utf-8"))


def json_feed(feed: Feed, entries: Sequence[Entry]) -> str:
    """Return a JSON Feed 1.1."""
    found: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.list_url,
        "feed_url": feed.own_url,
        "description": feed.description,
        "language": feed.locale,
        "authors": [{"name": feed.site_name, "url": feed.base + "/"}],
    }
    if feed.next_url:
        found["next_url"] = feed.next_url
    found["items"] = [
        {
            "id": entry.uid.urn,
            "url": feed.base + entry.shown.path,
            "title": entry.shown.title,
            "content_text": entry.summary or entry.shown.title,
            "date_published": entry.published_at.isoformat(),
            "date_modified": entry.changed_at.isoformat(),
            "language": entry.shown.locale,
            "tags": [str(entry.kind.label)],
        }
        for entry in entries
    ]
    return json.dumps(found, ensure_ascii=False)


def geojson(feed: Feed, entries: Sequence[Entry]) -> str:
    """Return a FeatureCollection of the API's payloads."""
    rows = [dict(entry.shown.data) for entry in entries]
    return geojson_text(rows, next=feed.next_url or None)


def table(feed: Feed, entries: Sequence[Entry]) -> str:
    """Return the payloads as CSV, with the API's columns."""
    rows = [dict(entry.shown.data) for entry in entries]
    return csv_text(rows, list(feed.kinds), [], with_distance=False)


FORMATS = {
    found.suffix: found
    for found in (
        Format(
            "atom", gettext_lazy("Atom feed"), "application/atom+xml", 50, atom, tells_graves=True
        ),
        Format("json", gettext_lazy("JSON Feed"), "application/feed+json", 50, json_feed),
        Format(
            "ics",
            gettext_lazy("Calendar (iCalendar)"),
            "text/calendar",
            500,
            calendar,
            needs_time=True,
            tells_graves=True,
        ),
        Format(
            "geojson", gettext_lazy("GeoJSON"), "application/geo+json", WHOLE, geojson, is_file=True
        ),
        Format("csv", gettext_lazy("CSV table"), "text/csv", WHOLE, table, is_file=True),
    )
}


def register(added: Format) -> None:
    """Add a format of a subject's own; called once, when its app is ready."""
    FORMATS[added.suffix] = added


def formats_of(kinds: Sequence[str]) -> list[Format]:
    """Return the formats a list of these kinds has: no calendar where nothing has a time."""
    has_time = any(kind_of(kind).event for kind in kinds)
    return [
        found
        for found in FORMATS.values()
        if (has_time or not found.needs_time) and (not found.kinds or set(kinds) <= {*found.kinds})
    ]


def feed_address(address: str, suffix: str) -> str:
    """Return the address of a feed of the list at an address."""
    path, _sign, query = address.partition("?")
    return f"{path}{FEED_NAME}.{suffix}" + (f"?{query}" if query else "")


def feed_links(kinds: Sequence[str], address: str) -> list[dict[str, Any]]:
    """Return the feeds of the list at an address: ending, label, address, content type."""
    return [
        {
            "suffix": found.suffix,
            "title": str(found.label),
            "url": feed_address(address, found.suffix),
            "type": found.content_type,
            "is_file": found.is_file,
        }
        for found in formats_of(kinds)
        if found.is_offered
    ]
