"""Writes lists as JSON, GeoJSON or CSV."""

import csv
import io
import json
from typing import Any

from django.http import HttpResponse

from content.api.listing import Page
from content.api.problems import Problem
from content.api.schemas import Format, ListQuery

MAX_AGE = "public, max-age=60"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(page: Page, query: ListQuery, known: set[str]) -> HttpResponse:
    """Return a page of a list in the asked format.

    Args:
        page: What was found.
        query: Format and fields.
        known: The names that `fields` may hold.
    """
    chosen = _chosen(query, known)
    if query.format is Format.JSON and not chosen and not query.near:
        items = ",".join(page.payloads)
    else:
        rows = [
            _row(text, distance, chosen)
            for text, distance in zip(page.payloads, page.distances, strict=True)
        ]
        if query.format is Format.GEOJSON:
            return _finish(_geojson(rows, page), "application/geo+json")
        if query.format is Format.CSV:
            return _finish(_csv(rows), "text/csv; charset=utf-8")
        items = ",".join(json.dumps(row, ensure_ascii=False) for row in rows)
    tail: dict[str, Any] = {"next": page.next, "since": page.since}
    if query.since:
        tail["deleted"] = page.deleted
    if page.total is not None:
        tail["total"] = page.total
    body = f'{{"items":[{items}],{json.dumps(tail, ensure_ascii=False)[1:]}'
    return _finish(body, "application/json")


def _finish(body: str, content_type: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["Cache-Control"] = MAX_AGE
    return response


def _chosen(query: ListQuery, known: set[str]) -> list[str]:
    if not query.fields:
        return []
    names = [name.strip() for name in query.fields.split(",") if name.strip()]
    unknown = sorted(set(names) - known)
    if unknown:
        raise Problem("invalid_parameter", f"fields: not known: {', '.join(unknown)}")
    return names


def _row(text: str, distance: float | None, chosen: list[str]) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(text)
    if distance is not None:
        row["distance_m"] = round(distance)
    return {name: row.get(name) for name in chosen} if chosen else row


def _geojson(rows: list[dict[str, Any]], page: Page) -> str:
    features = [
        {
            "type": "Feature",
            "id": row.get("id"),
            "geometry": row.get("geometry"),
            "properties": {name: value for name, value in row.items() if name != "geometry"},
        }
        for row in rows
    ]
    collection = {"type": "FeatureCollection", "features": features, "next": page.next}
    return json.dumps(collection, ensure_ascii=False)


def _csv(rows: list[dict[str, Any]]) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row if name != "geometry"))
    out = io.StringIO()
    out.write("\ufeff")  # spreadsheets take it for UTF-8 then
    writer = csv.writer(out)
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in names])
    return out.getvalue()


def _cell(value: Any) -> str:
    """Return a cell; text that a spreadsheet would run as a formula gets a leading apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return f"'{value}" if value.startswith(_FORMULA) else str(value)
