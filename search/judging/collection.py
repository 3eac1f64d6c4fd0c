"""A throw-away index: tables of the session stand in for the site's, whose content stays as it is.

PostgreSQL looks for a table among the session's temporary ones first, so every statement of
search reads the stand-ins until the transaction ends; other sessions notice nothing.
"""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from search import index, terms, vocabulary
from search.documents import ALWAYS, FOREVER, Document
from search.judging import tables
from search.judging.figures import Judged
from search.judging.tables import Row
from search.kinds import listed_kinds
from search.models import PublishedDocument

_STAND_INS = ("published_publisheddocument", "published_indexedword")


@contextmanager
def stand_in() -> Iterator[None]:
    """Work on an empty index of this session's own; it is gone at the end."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            for table in _STAND_INS:
                targets = _statistics_targets(cursor, table)
                cursor.execute(
                    f"CREATE TEMPORARY TABLE {table} (LIKE {table} INCLUDING ALL) ON COMMIT DROP"
                )
                for column, target in targets:  # `LIKE` does not copy them
                    cursor.execute(
                        f'ALTER TABLE {table} ALTER COLUMN "{column}" SET STATISTICS {target}'
                    )
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                for table in _STAND_INS:
                    cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")


def _statistics_targets(cursor: Any, table: str) -> list[tuple[str, int]]:
    cursor.execute(
        "SELECT attname, attstattarget FROM pg_attribute "
        "WHERE attrelid = %s::regclass AND attnum > 0 AND attstattarget >= 0",
        [table],
    )
    return list(cursor.fetchall())


def read_places(path: Path) -> list[Row]:
    """Read places in the product's import format; only external_id and name must be there.

    Raises:
        ValueError: With the line's number, when a line cannot be a place.
    """
    places = []
    lines: dict[str, int] = {}
    for line, row in tables.rows(path, {"external_id", "name"}):
        where = f"{path.name}, line {line}"
        for name in ("external_id", "name"):
            if not row[name]:
                raise ValueError(f"{where}: {name} is empty")
        first = lines.setdefault(row["external_id"], line)
        if first != line:
            raise ValueError(f"{where}: {row['external_id']} stands on line {first} already")
        places.append(row)
    if not places:
        raise ValueError(f"{path.name}: no place in it")
    return places


def is_site_judged(judged: Iterable[Judged]) -> bool:
    """Tell whether the site has any of the judged documents."""
    keys = list({key for one in judged for key in one.grades})
    return PublishedDocument.objects.listed().filter(payload__external_id__in=keys).exists()


def fill(places: list[Row]) -> None:
    """Put places into the index, described the way the city guide describes them."""
    kind = "place" if "place" in listed_kinds() else listed_kinds()[0]
    for number, place in enumerate(places, start=1):
        document = describe(place)
        store(number, kind, document)


def describe(place: Row) -> Document:
    """Return a place of an import file as a document; see `content.places.description`."""
    lines = (
        *place.get("other_names", "").split("|"),
        place.get("subcategory", ""),
        place.get("category", ""),
        place.get("street", ""),
        place.get("neighbourhood", ""),
    )
    address = " ".join(
        part
        for part in (
            f"{place['neighbourhood']} Mah." if place.get("neighbourhood") else "",
            place.get("street", ""),
            f"No: {place['door_no']}" if place.get("door_no") else "",
        )
        if part
    )
    return Document(
        title=place["name"][:255],
        summary=place.get("description", ""),
        keywords="\n".join(dict.fromkeys(line for line in lines if line)),
        text=address,
        data={"external_id": place["external_id"]},
        geometry=_point(place),
    )


def store(number: int, kind: str, document: Document, locale: str = "tr") -> None:
    """Write a document into the index as if page `number` had been published."""
    text = index.search_text(document)
    row = PublishedDocument.objects.create(
        page_id=number,
        kind=kind,
        locale=locale,
        translation_key=uuid.UUID(int=number),
        path=f"/{kind}/{number}/",
        title=document.title,
        sort_key=document.title[:400],
        payload={"id": number, "title": document.title, **document.data},
        search_text=text,
        facets=[f"{name}:{value}" for name, values in document.facets.items() for value in values],
        sort_at=document.sort_at or ALWAYS,
        starts_at=document.starts_at,
        ends_at=document.ends_at,
        listed_until=document.listed_until,
        valid_from=document.valid_from,
        valid_until=document.valid_until or FOREVER,
        geometry=document.geometry,
        **index.box_fields(document),
        version=number,
        digest="",
    )
    terms.write_terms([(row.pk, locale, text)])
    vocabulary.add([(locale, text)])


def _point(place: Row) -> dict[str, object] | None:
    try:
        lat, lng = (float(place.get(name, "").replace(",", ".")) for name in ("lat", "lng"))
    except ValueError:
        return None
    if not (-90 <= lat <= 90 and -180 <= lng <= 180):
        return None
    return {"type": "Point", "coordinates": [lng, lat]}
