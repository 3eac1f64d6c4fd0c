"""Road works as features of the public maps."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from content.roadworks.states import OPEN_STATES, Status, VehicleImpact
from search.models import DocumentQuerySet

MOST = 200
_FIELDS = ("title", "path", "payload__status", "payload__vehicle_impact", "geometry")


def list_features(documents: DocumentQuerySet) -> str:
    """Return the works of a whole narrowed list, the first 200, for its map. One query."""
    rows = documents.exclude(geometry=None).values_list(*_FIELDS)[:MOST]
    return _collection(
        _feature(geometry, title=title, url=path, text=_words(status, impact), tone=tone)
        for title, path, status, impact, geometry in rows
        for tone in [_tone(status, impact)]
    )


def work_features(document: Any) -> str:
    """Return the streets of one work, each with its section."""
    data = document.data
    tone = _tone(data["status"], data["vehicle_impact"])
    features = [
        _feature(street["geometry"], title=street["name"], text=_section(street), tone=tone)
        for street in data["streets"]
        if street["geometry"]
    ]
    return _collection(features) if features else ""


def _section(street: Mapping[str, Any]) -> str:
    return " – ".join(part for part in (street["from"], street["to"]) if part)


def _words(status: str, impact: str) -> str:
    words = [str(Status(status).label)] if status in Status.values else []
    if status in OPEN_STATES and impact in VehicleImpact.values and impact != VehicleImpact.UNKNOWN:
        words.append(str(VehicleImpact(impact).label))
    return ", ".join(words)


def _tone(status: str, impact: str) -> str:
    """Return the colour's name: closed roads stand out, works that are over step back."""
    if status not in OPEN_STATES:
        return "muted"
    return "danger" if impact == VehicleImpact.ALL_CLOSED else ""


def _feature(geometry: Any, **properties: str) -> dict[str, Any]:
    kept = {key: value for key, value in properties.items() if value}
    return {"type": "Feature", "geometry": geometry, "properties": kept}


def _collection(features: Iterable[dict[str, Any]]) -> str:
    return json.dumps(
        {"type": "FeatureCollection", "features": list(features)},
        ensure_ascii=False,
        separators=(",", ":"),
    )
