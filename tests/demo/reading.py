"""What both demo test files read: constants and every text that was written."""

import json
from datetime import date
from pathlib import Path

from demo import catalogue
from demo.obituaries import build_obituaries
from demo.roadworks import build_roadworks

DATA = Path(catalogue.__file__).parent / "data"
TODAY = date(2026, 11, 24)
ICONS = {
    *("pharmacy", "hospital", "school", "park", "mosque", "library", "sports", "market", "bus"),
    *("building", "home", "camera", "tree", "parking", "document", "shield", "star", "heart"),
    *("road", "map-pin", "wheelchair", "graduation", "wallet"),
}


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


def everything_written():
    for path in sorted(DATA.glob("*.json")):
        for text in strings(json.loads(path.read_text(encoding="utf-8"))):
            yield path.name, text
    for record in build_obituaries(TODAY):
        for name in record.__slots__:
            yield "obituaries", str(getattr(record, name))
    for work in build_roadworks(TODAY):
        yield "roadworks", f"{work.title} {work.detour} {work.contact_phone}"
