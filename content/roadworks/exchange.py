"""Road works for other programs: WZDx for navigation and traffic centres, CIFS for Waze.

Sources: Work Zone Data Exchange 4.2, `WorkZoneFeed` (US DOT, schemas/4.2 of usdot-jpo-ode/wzdx);
Closure and Incident Feed Specification of Waze for Cities. Both describe one carriageway in one
direction, so a street closed in both directions is two events.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.feeds.entries import Entry
from content.feeds.formats import Feed, Format, register
from content.roadworks.states import OPEN_STATES, VehicleImpact, WorkKind

LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"
SOURCE_ID = "road-works"
UPDATE_SECONDS = 60
CIFS_DESCRIPTION = 40
WORK_TYPES = {
    WorkKind.HOT_ASPHALT: "surface-work",
    WorkKind.COLD_PATCH: "minor-road-defect-repair",
    WorkKind.SURFACE: "surface-work",
    WorkKind.PAVING: "surface-work",
    WorkKind.KERB: "roadside-work",
    WorkKind.UTILITIES: "below-road-work",
}
_HEADINGS = ("northbound", "eastbound", "southbound", "westbound")
_OPPOSITE = dict(zip(_HEADINGS, (*_HEADINGS[2:], *_HEADINGS[:2]), strict=True))
Position = Sequence[float]


@dataclass(frozen=True, slots=True)
class Section:
    """One carriageway of one street: `[lng, lat]` in the order of the traffic."""

    number: str
    street: Mapping[str, Any]
    positions: list[Position]
    heading: str


def sections(data: Mapping[str, Any]) -> Iterator[Section]:
    """Yield the carriageways of a work; streets without a place on the map are left out."""
    both_ways = not data["direction"]
    for number, street in enumerate(data["streets"], start=1):
        for part, line in enumerate(_lines(street["geometry"]), start=1):
            name = f"{number}-{part}"
            if len(line) < 2:
                yield Section(name, street, line, "undefined")
            elif both_ways:
                heading = heading_of(line)
                yield Section(f"{name}-a", street, line, heading)
                yield Section(f"{name}-b", street, line[::-1], _OPPOSITE[heading])
            else:
                # The direction is told in words, and a line may be drawn either way.
                yield Section(name, street, line, "unknown")


def heading_of(line: Sequence[Position]) -> str:
    """Return which of the four WZDx directions the way from the first to the last point has."""
    (lng1, lat1), (lng2, lat2) = line[0][:2], line[-1][:2]
    east = (lng2 - lng1) * math.cos(math.radians((lat1 + lat2) / 2))
    bearing = math.degrees(math.atan2(east, lat2 - lat1)) % 360
    return _HEADINGS[round(bearing / 90) % 4]


def _lines(geometry: Mapping[str, Any] | None) -> list[list[Position]]:
    if not geometry:
        return []
    coordinates = geometry["coordinates"]
    by_type: dict[str, list[list[Position]]] = {
        "Point": [[coordinates]],
        "MultiPoint": [[point] for point in coordinates],
        "LineString": [coordinates],
        "MultiLineString": list(coordinates),
    }
    return by_type.get(geometry["type"], [])


def wzdx(feed: Feed, entries: Sequence[Entry]) -> str:
    """Return a WZDx 4.2 work zone feed of the works that are planned or going on."""
    changed = max((entry.changed_at for entry in entries), default=timezone.now())
    source = {
        "data_source_id": SOURCE_ID,
        "organization_name": feed.site_name,
        "update_date": _utc(changed),
        "update_frequency": UPDATE_SECONDS,
    }
    found = {
        "feed_info": {
            "publisher": feed.site_name,
            "version": "4.2",
            "license": LICENSE,
            "update_date": _utc(changed),
            "update_frequency": UPDATE_SECONDS,
            "data_sources": [source],
        },
        "type": "FeatureCollection",
        "features": [
            _road_event(entry, section)
            for entry in _open(entries)
            for section in sections(entry.shown.data)
        ],
    }
    return json.dumps(found, ensure_ascii=False)


def _road_event(entry: Entry, section: Section) -> dict[str, Any]:
    data = entry.shown.data
    is_line = len(section.positions) > 1
    crossings = {
        "beginning_cross_street": section.street["from"],
        "ending_cross_street": section.street["to"],
    }
    core = {
        "event_type": "work-zone",
        "data_source_id": SOURCE_ID,
        "road_names": [section.street["name"]],
        "direction": section.heading,
        "name": entry.shown.title,
        "description": entry.summary or entry.shown.title,
        "creation_date": _utc(entry.published_at),
        "update_date": _utc(entry.changed_at),
    }
    return {
        "id": f"{entry.uid}-{section.number}",
        "type": "Feature",
        "properties": {
            "core_details": core,
            **{name: text for name, text in crossings.items() if text},
            "start_date": _utc(_edge(data, "start")),
            "end_date": _utc(_edge(data, "end")),
            "is_start_date_verified": bool(data["actual_start"]),
            "is_end_date_verified": bool(data["actual_end"]),
            "is_start_position_verified": False,
            "is_end_position_verified": False,
            "location_method": "unknown",
            "vehicle_impact": data["vehicle_impact"],
            "types_of_work": [{"type_name": WORK_TYPES[WorkKind(data["work_kind"])]}],
        },
        "geometry": {
            "type": "LineString" if is_line else "MultiPoint",
            "coordinates": section.positions,
        },
    }


def cifs(feed: Feed, entries: Sequence[Entry]) -> str:
    """Return a CIFS feed (XML): closed roads as closures, the rest as hazards by construction."""
    root = ElementTree.Element("incidents")
    for entry in _open(entries):
        data = entry.shown.data
        is_closed = data["vehicle_impact"] == VehicleImpact.ALL_CLOSED
        for section in sections(data):
            pairs = [(position[0], position[1]) for position in section.positions]
            item = ElementTree.SubElement(root, "incident", id=f"{entry.uid}-{section.number}")
            for name, text in (
                ("type", "ROAD_CLOSED" if is_closed else "HAZARD"),
                (
                    "subtype",
                    "ROAD_CLOSED_CONSTRUCTION" if is_closed else "HAZARD_ON_ROAD_CONSTRUCTION",
                ),
                # Latitude first, and in the order of the traffic.
                (
                    "polyline",
                    " ".join(f"{lat:.6f} {lng:.6f}" for lng, lat in pairs),
                ),
                ("street", section.street["name"]),
                ("direction", _direction(section)),
                ("creationtime", entry.published_at.isoformat(timespec="seconds")),
                ("updatetime", timezone.localtime(entry.changed_at).isoformat(timespec="seconds")),
                ("starttime", _edge(data, "start").isoformat(timespec="seconds")),
                ("endtime", _edge(data, "end").isoformat(timespec="seconds")),
                ("description", _shortened(str(WorkKind(data["work_kind"]).label))),
                ("reference", feed.site_name),
            ):
                ElementTree.SubElement(item, name).text = text
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _direction(section: Section) -> str:
    return "ONE_DIRECTION" if len(section.positions) > 1 else "BOTH_DIRECTIONS"


def _open(entries: Sequence[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if entry.shown.data["status"] in OPEN_STATES)


def _edge(data: Mapping[str, Any], edge: str) -> datetime:
    return datetime.fromisoformat(data[f"actual_{edge}"] or data[f"planned_{edge}"])


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _shortened(text: str) -> str:
    return text if len(text) <= CIFS_DESCRIPTION else f"{text[: CIFS_DESCRIPTION - 1]}…"


def register_formats() -> None:
    """Give lists of road works these two formats."""
    for suffix, label, content_type, write in (
        ("wzdx", _("WZDx 4.2"), "application/geo+json", wzdx),
        ("cifs", _("Waze CIFS"), "application/xml", cifs),
    ):
        register(
            Format(suffix, label, content_type, 500, write, kinds=("roadwork",), period="tumu")
        )
