"""Invented road works relative to a day, with line geometry inside Kocasinan.

The texts and day offsets live in ``data/roadworks.json``; this module turns them into dates,
titles and GeoJSON. Everything is deterministic for a given ``today``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import cos, radians, sin
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from .catalogue import directorates, neighbourhoods

DATA = Path(__file__).resolve().parent / "data"
ISTANBUL = ZoneInfo("Europe/Istanbul")
METRES_PER_DEGREE = 111_320.0

KIND_TITLES = {
    "hot_asphalt": "sıcak asfalt serimi",
    "cold_asphalt_patch": "asfalt yama",
    "surface_treatment": "sathi kaplama",
    "block_paving": "parke döşeme",
    "kerb_pavement": "bordür ve kaldırım yenileme",
    "utilities": "altyapı çalışması",
}

PHOTO_CAPTIONS = {"before": "Çalışmadan önce", "after": "Çalışmadan sonra"}


@dataclass(frozen=True, slots=True)
class Street:
    """A street and the section worked on; both ends empty or "tamamı" for the whole street."""

    name: str
    section_from: str
    section_to: str


@dataclass(frozen=True, slots=True)
class WorkPhoto:
    """A generated picture: ``image`` is a key of :data:`demo.images.IMAGES`."""

    when: str  # "before" | "after"
    image: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadWorkRecord:
    """One road work. Lengths in metres, areas in m², tonnage in tonnes, times Europe/Istanbul."""

    key: str
    title: str
    kind: str
    status: str  # planned | in_progress | paused | finished | cancelled
    neighbourhoods: tuple[str, ...]
    streets: tuple[Street, ...]
    description: str
    geometry: dict[str, Any]  # GeoJSON, lon/lat
    planned_start: datetime
    planned_end: datetime
    first_planned_end: datetime
    start_confirmed: bool
    end_confirmed: bool
    actual_start: datetime | None
    actual_end: datetime | None
    last_confirmed: date
    vehicle_impact: str  # WZDx 4.2
    detour: str
    transit_effect: str
    accessibility_effect: str
    crew: str
    tonnage: int | None
    area_m2: int | None
    progress: int
    directorate: str
    status_reason: str
    contact: str
    contact_phone: str
    photos: tuple[WorkPhoto, ...]
    published_on: date


def build_roadworks(today: date) -> list[RoadWorkRecord]:
    """Return the road works in the order of the data file."""
    rows = json.loads((DATA / "roadworks.json").read_text(encoding="utf-8"))
    return [_record(row, today) for row in rows]


def _at(today: date, days: int, hour: int) -> datetime:
    day = today + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=ISTANBUL)


def _record(row: dict[str, Any], today: date) -> RoadWorkRecord:
    start, end = row["start_hour"], row["end_hour"]
    desk = directorates()[row["directorate"]]
    confirmed = today - timedelta(days=row["confirmed_days_ago"])
    announced = today + timedelta(days=row["start_day"] - 10)
    actual_start, actual_end = row["actual_start_day"], row["actual_end_day"]
    if row["status"] in {"in_progress", "paused"} and actual_start is None:
        actual_start = row["start_day"]
    return RoadWorkRecord(
        key=row["key"],
        title=title_for(row),
        kind=row["kind"],
        status=row["status"],
        neighbourhoods=tuple(row["neighbourhoods"]),
        streets=tuple(Street(**street) for street in row["streets"]),
        description=row["description"],
        geometry=_geometry(row["key"], row["shape"], len(row["streets"])),
        planned_start=_at(today, row["start_day"], start),
        planned_end=_at(today, row["end_day"], end),
        first_planned_end=_at(today, row["first_end_day"], end),
        start_confirmed=row["start_confirmed"],
        end_confirmed=row["end_confirmed"],
        actual_start=None if actual_start is None else _at(today, actual_start, start),
        actual_end=None if actual_end is None else _at(today, actual_end, end),
        last_confirmed=confirmed,
        vehicle_impact=row["vehicle_impact"],
        detour=row["detour"],
        transit_effect=row["transit_effect"],
        accessibility_effect=row["accessibility_effect"],
        crew=row["crew"],
        tonnage=row["tonnage"],
        area_m2=row["area_m2"],
        progress=row["progress"],
        directorate=row["directorate"],
        status_reason=row["status_reason"],
        contact=desk["name"],
        contact_phone=desk["phone"],
        photos=tuple(WorkPhoto(**p, caption=PHOTO_CAPTIONS[p["when"]]) for p in row["photos"]),
        published_on=min(announced, confirmed, today),
    )


def title_for(row: dict[str, Any]) -> str:
    """Return the title made from its parts: "Barbaros, Oymak Caddesi: sıcak asfalt serimi"."""
    names = [neighbourhoods()[slug]["name"] for slug in row["neighbourhoods"]]
    where = f"{names[0]} ve {names[1]}" if len(names) == 2 else names[0]
    if len(names) > 2:
        where = f"{', '.join(names[:-1])} ve {names[-1]}"
    streets = " ve ".join(street["name"] for street in row["streets"])
    return f"{where}, {streets}: {KIND_TITLES[row['kind']]}"


def _geometry(key: str, shape: dict[str, Any], streets: int) -> dict[str, Any]:
    centre = neighbourhoods()[shape["anchor"]]["centre"]
    rng = Random(key)  # noqa: S311  (repeatable, not secret)
    east, north = shape["offset_m"]
    lat = centre["lat"] + (north + rng.uniform(-260, 260)) / METRES_PER_DEGREE
    lng = centre["lng"] + (east + rng.uniform(-260, 260)) / _metres_per_lng(centre["lat"])
    if shape["type"] == "point":
        return {"type": "Point", "coordinates": [round(lng, 6), round(lat, 6)]}
    line = _line(rng, lng, lat, shape["bearing"], shape["length_m"], shape["points"])
    if shape["type"] == "multi":
        last_lng, last_lat = line[-1]
        side = _line(rng, last_lng, last_lat, shape["bearing"] + 88, shape["length_m"] * 0.6, 4)
        return {"type": "MultiLineString", "coordinates": [line, side][:streets]}
    return {"type": "LineString", "coordinates": line}


def _metres_per_lng(lat: float) -> float:
    return METRES_PER_DEGREE * cos(radians(lat))


def _line(
    rng: Random, lng: float, lat: float, bearing: float, length: float, points: int
) -> list[list[float]]:
    """Walk ``length`` metres from a start, turning a little at each of ``points`` vertices."""
    line = [[round(lng, 6), round(lat, 6)]]
    steps = points - 1
    weights = [rng.uniform(0.7, 1.3) for _ in range(steps)]
    bend = rng.choice((-1, 1)) * rng.uniform(1.5, 5.0)
    heading = float(bearing)
    for weight in weights:
        metres = length * weight / sum(weights)
        heading += bend + rng.uniform(-3.5, 3.5)
        lat += metres * cos(radians(heading)) / METRES_PER_DEGREE
        lng += metres * sin(radians(heading)) / _metres_per_lng(lat)
        line.append([round(lng, 6), round(lat, 6)])
    return line
