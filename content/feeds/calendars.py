"""Calendars (RFC 5545) of what happens at some time, once or each week."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext
from icalendar import Calendar, vText
from icalendar import Event as CalendarEvent

from content.feeds.entries import Entry, Event, Grave, Series
from search import geo
from search.kinds import kind_of

if TYPE_CHECKING:
    from content.feeds.formats import Feed

REFRESH = timedelta(hours=1)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def calendar(feed: "Feed", entries: Sequence[Entry]) -> str:
    """Return a calendar. SEQUENCE grows with each change, so that readers take the newest."""
    found = Calendar()
    found.add("prodid", f"-//{feed.site_name}//e-Belediye//{feed.locale.upper()}")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("name", feed.title)
    found.add("x-wr-calname", feed.title)
    found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "PT1H")
    for entry in entries:
        for item in _calendar_events(feed, entry):
            found.add_component(item)
    for grave in feed.graves:
        if grave.starts_at is not None:
            found.add_component(_cancelled(feed, grave))
    return str(found.to_ical().decode())


def _cancelled(feed: "Feed", grave: Grave) -> CalendarEvent:
    """Return what takes an event out of calendars that hold it; it says nothing of the event."""
    item = CalendarEvent()
    item.add("uid", grave.uid.urn)
    item.add("sequence", grave.version % 2**31)
    item.add("dtstamp", grave.changed_at)
    item.add("last-modified", grave.changed_at)
    item.add("dtstart", grave.starts_at)
    words = gettext("No longer in this list") if grave.has_left else gettext("Withdrawn")
    item.add("summary", words)
    item.add("categories", [str(kind_of(grave.kind).label)])
    item.add("status", "CANCELLED")
    item.add("transp", "TRANSPARENT")
    return item


def _calendar_events(feed: "Feed", entry: Entry) -> Iterator[CalendarEvent]:
    """Yield what a calendar shows of an entry: one event, or one for each of its series.

    The first keeps the entry's own id, so that what was withdrawn can be taken out by it.
    """
    event = entry.event()
    if event is None:
        return
    if not event.series:
        yield _calendar_event(feed, entry, event, event.starts, event.ends)
    for number, series in enumerate(event.series):
        starts, ends = series.starts.astimezone(UTC), series.ends.astimezone(UTC)
        item = _calendar_event(feed, entry, event, starts, ends)
        if number:
            item["uid"] = vText(uuid.uuid5(entry.uid, str(number)).urn)
        item.add("rrule", _weekly(series))
        for moment in series.left_out:
            item.add("exdate", moment.astimezone(UTC))
        yield item


def _weekly(series: Series) -> dict[str, Any]:
    """Return the rule in UTC, whose day may be the one before or after the local one."""
    shift = series.starts.astimezone(UTC).weekday() - timezone.localtime(series.starts).weekday()
    days = [_DAYS[(day + shift) % 7] for day in series.weekdays]
    return {"freq": "weekly", "byday": days, "until": series.until.astimezone(UTC)}


def _calendar_event(
    feed: "Feed", entry: Entry, event: Event, starts: datetime | date, ends: datetime | date | None
) -> CalendarEvent:
    item = CalendarEvent()
    item.add("uid", entry.uid.urn)
    item.add("sequence", entry.version % 2**31)
    item.add("dtstamp", entry.changed_at)
    item.add("last-modified", entry.changed_at)
    item.add("dtstart", starts)
    if ends is not None:
        is_day = type(ends) is type(starts) and not hasattr(ends, "hour")
        # The end of whole days is the day after the last (RFC 5545, 3.6.1).
        item.add("dtend", ends + timedelta(days=1) if is_day else ends)
    item.add("summary", entry.shown.title)
    item.add("description", entry.summary)
    item.add("url", feed.base + entry.shown.path)
    item.add("categories", [str(entry.kind.label)])
    if event.location:
        item.add("location", event.location)
    if entry.geometry:
        lng, lat = geo.centre(entry.geometry)
        item.add("geo", (lat, lng))
    certain = "CONFIRMED" if event.is_certain else "TENTATIVE"
    item.add("status", "CANCELLED" if event.is_cancelled else certain)
    item.add("transp", "TRANSPARENT")
    return item
