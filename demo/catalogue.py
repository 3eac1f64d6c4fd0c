"""Reads the reference data (neighbourhoods, directorates, categories, places) once."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"


def load(name: str) -> Any:
    """Return the parsed JSON file ``name`` (without suffix) of ``demo/data``."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


@cache
def neighbourhoods() -> dict[str, dict[str, Any]]:
    """Return the 88 neighbourhoods by slug, in Turkish alphabetical order."""
    return {row["slug"]: row for row in load("neighbourhoods")}


@cache
def directorates() -> dict[str, dict[str, Any]]:
    """Return the directorates by slug."""
    return {row["slug"]: row for row in load("directorates")}


@cache
def categories() -> dict[str, dict[str, Any]]:
    """Return leaf categories by slug; each has ``parent`` (slug) and ``parent_name`` added."""
    return {
        leaf["slug"]: {**leaf, "parent": group["slug"], "parent_name": group["name"]}
        for group in load("categories")
        for leaf in group["children"]
    }


@cache
def places() -> tuple[dict[str, str], ...]:
    """Return the rows of ``places.csv``, the product's own import format."""
    with (DATA / "places.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def image_for_place(row: dict[str, str]) -> str:
    """Return the picture key for a row of ``places.csv``, or "" when its kind has none."""
    by_name = {leaf["name"]: slug for slug, leaf in categories().items()}
    key: str = load("category_images").get(by_name[row["subcategory"]], "")
    return key
