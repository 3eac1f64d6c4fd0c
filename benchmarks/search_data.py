"""Synthetic documents for the measurements of search."""

import random
import time
import uuid
from collections.abc import Iterator
from typing import Any

KINDS = ["place"] * 6 + ["news", "obituary", "roadwork", "service"]
_THINGS = """
    Eczane Park Cami Okul Lise Otopark Kütüphane Müze Hastane Otel Lokanta Fırın Çeşme Mezarlık
    Muhtarlık Durak Kreş Pazar Havuz Konak
"""
THINGS = _THINGS.split()
DISTINCT = 20_000


def grow(old: int, size: int, *, distinct: bool) -> float:
    """Add documents to the session's own tables; return how many a second, with every index.

    Making up the documents is not counted. Beyond `DISTINCT` they are repeated under other numbers
    unless told otherwise: analysing 200,000 texts takes long, and what is asked here is how search
    behaves.
    """
    from django.db import connection

    from search import terms, vocabulary
    from search.models import PublishedDocument

    made: list[PublishedDocument] = []
    spent, counted = 0.0, 0
    last = size if distinct else min(size, DISTINCT)
    for document in documents(last):
        if document.page_id > old:
            made.append(document)
        if made and (len(made) == 2_000 or document.page_id == last):
            began = time.perf_counter()
            PublishedDocument.objects.bulk_create(made)
            terms.write_terms((row.pk, row.locale, row.search_text) for row in made)
            vocabulary.add((row.locale, row.search_text) for row in made)
            spent += time.perf_counter() - began
            counted += len(made)
            made = []
    with connection.cursor() as cursor:
        if size > last:
            repeat(cursor, last, size)
        cursor.execute("ANALYZE published_publisheddocument, published_indexedword")
    return counted / spent if spent else 0.0


def repeat(cursor: Any, last: int, size: int) -> None:
    """Repeat the documents up to `last` until there are `size`."""
    from search.models import PublishedDocument

    copied = ", ".join(
        field.column
        for field in PublishedDocument._meta.concrete_fields
        if field.column not in {"id", "page_id", "path", "translation_key"}
    )
    cursor.execute(
        f"INSERT INTO published_publisheddocument (page_id, path, translation_key, {copied}) "
        f"SELECT page_id + number * %s, '/' || kind || '/' || page_id + number * %s || '/', "
        f"gen_random_uuid(), {copied} FROM published_publisheddocument, "
        f"generate_series(1, %s) AS number WHERE page_id <= %s",
        [last, last, size // last - 1, last],
    )
    cursor.execute("UPDATE published_indexedword SET documents = documents * %s", [size // last])


def documents(size: int) -> Iterator[Any]:
    """Yield documents of words that follow Zipf's law, as texts do."""
    from django.utils import timezone

    from search.models import PublishedDocument
    from search.turkish.lexicon import data_lines, names

    chance = random.Random(42)  # noqa: S311
    words = [line.split()[0] for line in data_lines("lexicon.txt")]
    chance.shuffle(words)
    weights = [1 / (rank + 10) for rank in range(len(words))]
    proper = sorted(filter(None, names().values()))
    areas = ["Sahabiye", "Erkilet", *proper[:86]]
    now = timezone.now()
    for number in range(1, size + 1):
        kind = KINDS[number % len(KINDS)]
        thing, area = chance.choice(THINGS), chance.choice(areas)
        text = " ".join(chance.choices(words, weights, k=chance.choice((12, 25, 80))))
        if number % 3 == 0:
            text += " Belediye hizmet binası"
        title = f"{chance.choice(proper).title()} {thing}"
        lng, lat = chance.uniform(35.3, 35.6), chance.uniform(38.6, 38.9)
        yield PublishedDocument(
            page_id=number,
            west=lng,
            east=lng,
            south=lat,
            north=lat,
            kind=kind,
            locale="tr",
            translation_key=uuid.UUID(int=number),
            path=f"/{kind}/{number}/",
            title=title,
            payload={"id": number, "title": title},
            search_text={"title": title, "keywords": f"{thing}\n{area}", "text": text},
            facets=[f"neighbourhood:{area}", f"category:{thing}"],
            sort_at=now,
            version=number,
            digest="",
        )
