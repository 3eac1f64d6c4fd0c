"""CSV of lists: the same columns whatever the rows hold, and no cell that a spreadsheet runs."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from content.api.kinds import own_fields
from content.api.schemas import DocumentOut
from content.signs import inert
from search import geo
from search.kinds import kind_of

_COMMON = [name for name in DocumentOut.model_fields if name not in {"geometry", "distance_m"}]
_REFERENCE_PARTS = ("slug", "name")
_PHONE_OR_NUMBER = re.compile(r"[+-]?[0-9][0-9 .]*")


def csv_text(
    rows: Iterable[dict[str, Any]],
    kinds: Sequence[str],
    chosen: Sequence[str],
    *,
    with_distance: bool,
) -> str:
    """Return the rows as CSV (RFC 4180, with a byte order mark so that Excel reads Turkish).

    One kind has a column for each of its fields; several kinds together only the common ones.
    References become two columns (`category_slug`, `category_name`), images their address, lists
    one cell with semicolons, and every place `latitude` and `longitude` of its middle.
    """
    fields = [*_COMMON]
    if len(kinds) == 1:
        fields += [name for name in own_fields(kind_of(kinds[0])) if name not in fields]
    fields += ["latitude", "longitude", *(["distance_m"] if with_distance else [])]
    if chosen:
        wanted = set(chosen)
        if "geometry" in wanted:
            wanted |= {"latitude", "longitude"}
        fields = [name for name in fields if name in wanted]
    shapes = _reference_fields(kinds)
    columns = [column for name in fields for column in _columns(name, shapes)]
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        flat = _flat(row)
        writer.writerow([cell(flat.get(column)) for column in columns])
    return out.getvalue()


def _reference_fields(kinds: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the fields that become several columns, with their parts."""
    if len(kinds) != 1:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for name, field in own_fields(kind_of(kinds[0])).items():
        schema = next(
            (
                part
                for part in (field.annotation, *getattr(field.annotation, "__args__", ()))
                if hasattr(part, "model_fields")
            ),
            None,
        )
        is_list = getattr(field.annotation, "__origin__", None) is list
        if schema and not is_list and set(_REFERENCE_PARTS) <= set(schema.model_fields):
            found[name] = _REFERENCE_PARTS
    return found


def _columns(name: str, shapes: dict[str, tuple[str, ...]]) -> list[str]:
    return [f"{name}_{part}" for part in shapes[name]] if name in shapes else [name]


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in row.items():
        flat[name] = value
        if isinstance(value, dict) and name != "geometry":
            flat |= {f"{name}_{part}": value.get(part) for part in _REFERENCE_PARTS}
            if "src" in value:
                flat[name] = value["full"]
    if row.get("geometry"):
        lng, lat = geo.centre(row["geometry"])
        flat |= {"latitude": round(lat, 6), "longitude": round(lng, 6)}
    return flat


def cell(value: Any) -> str:
    """Return a cell; text that a spreadsheet would run gets a leading apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            value = "; ".join(value)
        elif all(isinstance(item, dict) and "name" in item and "slug" in item for item in value):
            value = "; ".join(str(item["name"]) for item in value)
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    text = str(value)
    return text if _PHONE_OR_NUMBER.fullmatch(text) else inert(text)
