"""Public reports as the API shows them: JSON, a point of GeoJSON, a line of CSV, figures."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from content.api.tabular import cell
from content.reference.queries import directorate_payload, neighbourhood_payload
from services.requests.kinds import CM
from services.requests.models import Report
from services.requests.queries.statistics import Figures

COLUMNS = (
    *("id", "url", "type", "category_slug", "category_name", "status", "status_label", "text"),
    *("neighbourhood_slug", "neighbourhood_name", "street", "latitude", "longitude"),
    *("received_at", "closed_at", "promised_on", "joined", "directorate_slug"),
)


def payload(row: Report) -> dict[str, Any]:
    """Return a report as the API shows it. Called with the reader's language active."""
    group = row.category.group
    return {
        "id": row.pk,
        "url": reverse("report_public", args=[row.pk]),
        "type": row.type,
        "category": {
            "slug": row.category.slug,
            "name": row.category.label,
            "group": group.slug if group else "",
        },
        "status": row.status,
        "status_label": str(CM.status(row.status).label),
        "text": row.public_text,
        "neighbourhood": neighbourhood_payload(row.neighbourhood),
        "street": row.street,
        "lat": row.lat,
        "lng": row.lng,
        "received_at": timezone.localtime(row.received_at).isoformat(timespec="seconds"),
        "closed_at": timezone.localtime(row.closed_at).isoformat(timespec="seconds")
        if row.closed_at
        else None,
        "promised_on": row.promised_on.isoformat() if row.promised_on else None,
        "joined": row.joined,
        "directorate": directorate_payload(row.directorate),
    }


def feature(row: dict[str, Any]) -> dict[str, Any]:
    """Return a payload as a point of GeoJSON."""
    properties = {key: value for key, value in row.items() if key not in {"lat", "lng"}}
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": {"type": "Point", "coordinates": [row["lng"], row["lat"]]},
        "properties": properties,
    }


def table(rows: Iterable[dict[str, Any]]) -> str:
    """Return payloads as CSV, with a byte order mark."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        area, unit = row["neighbourhood"] or {}, row["directorate"] or {}
        flat = row | {
            "category_slug": row["category"]["slug"],
            "category_name": row["category"]["name"],
            "neighbourhood_slug": area.get("slug", ""),
            "neighbourhood_name": area.get("name", ""),
            "latitude": row["lat"],
            "longitude": row["lng"],
            "directorate_slug": unit.get("slug", ""),
        }
        writer.writerow([cell(flat[name]) for name in COLUMNS])
    return out.getvalue()


def figures(things: Iterable[Any], found: dict[int, Figures]) -> list[dict[str, Any]]:
    """Return the figures of groups or neighbourhoods that have any."""
    return [
        {
            "name": thing.name,
            "slug": thing.slug,
            "received": row.received,
            "open": row.open,
            "closed": row.closed,
            "median_days": row.median_days,
            "promised": row.promised,
            "kept": row.kept,
        }
        for thing in things
        if (row := found.get(thing.pk))
    ]
