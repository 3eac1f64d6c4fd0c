"""Writes lists as JSON, GeoJSON or CSV. Payloads pass through as text wherever they can."""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from content.api.kinds import field_names
from content.api.listing import Page
from content.api.problems import Problem
from content.api.schemas import Format, ListQuery
from content.api.tabular import csv_text
from search import geo

# Kept by whoever likes, asked for again each time: an answer is never older than a publish.
CACHE_CONTROL = "public, max-age=0, must-revalidate"


def write(request: HttpRequest, page: Page, query: ListQuery, kinds: Sequence[str]) -> HttpResponse:
    """Return a page of a list in the asked format."""
    chosen = _chosen(query, kinds)
    if query.format is Format.CSV:
        rows = _rows(page, [])
        body = csv_text(rows, kinds, chosen, with_distance=query.near is not None)
        response = finish(body, "text/csv; charset=utf-8", query.locale)
        name = kinds[0] if len(kinds) == 1 else "documents"
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    elif query.format is Format.GEOJSON:
        response = finish(_geojson(page, chosen), "application/geo+json", query.locale)
    else:
        response = finish(_json(page, query, chosen), "application/json", query.locale)
    if page.next:
        params = {**request.GET.dict(), "cursor": page.next}
        response["Link"] = f'<{request.path}?{urlencode(params)}>; rel="next"'
    return response


def finish(body: str, content_type: str, locale: str = "") -> HttpResponse:
    """Return a public answer."""
    response = HttpResponse(body, content_type=content_type)
    response["Cache-Control"] = CACHE_CONTROL
    if locale:
        response["Content-Language"] = locale
    return response


def as_json(value: Any, locale: str = "") -> HttpResponse:
    """Return a value as a public answer."""
    return finish(json.dumps(value, ensure_ascii=False), "application/json", locale)


def _json(page: Page, query: ListQuery, chosen: list[str]) -> str:
    if chosen:
        items = ",".join(json.dumps(row, ensure_ascii=False) for row in _rows(page, chosen))
    elif query.near is not None:
        # jsonb always gives an object with members, so its text ends with a brace to replace.
        items = ",".join(
            f'{text[:-1]}, "distance_m": {round(distance or 0)}}}'
            for text, distance in zip(page.payloads, page.distances, strict=True)
        )
    else:
        items = ",".join(page.payloads)
    tail: dict[str, Any] = {
        "next": page.next,
        "since": page.since,
        "more": page.more,
        "deleted": page.deleted,
        "total": page.total,
    }
    return f'{{"items": [{items}], {json.dumps(tail, ensure_ascii=False)[1:]}'


def _chosen(query: ListQuery, kinds: Sequence[str]) -> list[str]:
    if query.fields is None:
        return []
    names = [name.strip() for name in query.fields.split(",") if name.strip()]
    known = field_names(kinds)
    unknown = sorted(set(names) - known)
    if unknown or not names:
        raise Problem(
            "unknown_field",
            f"fields: not known: {', '.join(unknown)[:200]}",
            known=sorted(known),
        )
    return list(dict.fromkeys(names))


def _rows(page: Page, chosen: list[str]) -> list[dict[str, Any]]:
    rows = []
    for text, distance in zip(page.payloads, page.distances, strict=True):
        row: dict[str, Any] = json.loads(text)
        if distance is not None:
            row["distance_m"] = round(distance)
        rows.append({name: row[name] for name in chosen if name in row} if chosen else row)
    return rows


def _geojson(page: Page, chosen: list[str]) -> str:
    """Return a FeatureCollection; documents without a place keep a null geometry (RFC 7946, 3.2).

    Left out they would make counts and pages disagree with the other formats.
    """
    return geojson_text(
        _rows(page, []),
        chosen,
        next=page.next,
        since=page.since,
        more=page.more,
        deleted=page.deleted,
        total=page.total,
    )


def geojson_text(rows: Iterable[dict[str, Any]], chosen: Sequence[str] = (), **members: Any) -> str:
    """Return payloads as a FeatureCollection with the other members given."""
    features = []
    boxes = []
    for row in rows:
        geometry = row.pop("geometry", None)
        if geometry:
            boxes.append(geo.bounding_box(geometry))
        properties = {name: row[name] for name in chosen if name in row} if chosen else row
        features.append(
            {
                "type": "Feature",
                "id": row["id"],
                "geometry": geometry,
                "properties": properties,
            }
        )
    collection: dict[str, Any] = {"type": "FeatureCollection"}
    if boxes:
        collection["bbox"] = [
            min(box.west for box in boxes),
            min(box.south for box in boxes),
            max(box.east for box in boxes),
            max(box.north for box in boxes),
        ]
    collection |= {"features": features, **members}
    return json.dumps(collection, ensure_ascii=False)
