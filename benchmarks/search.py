"""Search at 2,000, 20,000 and 200,000 documents: `python -m benchmarks.search [--sizes ...]`.

The documents stand in tables of this session alone, so any database will do and none is changed.
Each figure is given beside the bare query (the count of the same tsquery) in the same run.
"""

import argparse
import os
import random
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KINDS = ["place"] * 6 + ["news", "obituary", "roadwork", "service"]
_THINGS = """
    Eczane Park Cami Okul Lise Otopark Kütüphane Müze Hastane Otel Lokanta Fırın Çeşme Mezarlık
    Muhtarlık Durak Kreş Pazar Havuz Konak
"""
THINGS = _THINGS.split()
QUERIES = (
    "eczane",
    "parklar",
    "belediye hizmet",
    "sahabiye eczane",
    "ezcane",
    "kütüph",
    "erkilet mahallesi otopark",
    "Lale Parkı",
    "nikah nerede kıyılır",
    "Sivas Bulvarı 49",
    "belediye hizmet binası park",
    "zzqqxx",
)
BEGINNINGS = ("ec", "par", "sahabiye ec", "küt", "lale pa", "bel")


def main() -> None:
    """Fill, measure, print one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 20_000, 200_000])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--explain", action="store_true", help="print the plans too")
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    for size in options.sizes:
        measure(size, options.rounds, explain=options.explain)


def measure(size: int, rounds: int, *, explain: bool) -> None:
    """Print the figures of one size."""
    from search import query
    from search.judging.collection import stand_in

    with stand_in():
        began = time.perf_counter()
        fill(size)
        rate = size / (time.perf_counter() - began)
        found = timed(lambda text: query.search(text), QUERIES, rounds)
        typed = timed(lambda text: query.suggest(text), BEGINNINGS, rounds)
        raw = timed(bare, QUERIES, rounds)
        print(
            f"{size:>8} documents  indexed {rate:,.0f}/s  search {shown(found)}  "
            f"suggest {shown(typed)}  bare count {shown(raw)}",
            flush=True,
        )
        for name, ask, texts in (
            ("search", query.search, QUERIES),
            ("suggest", query.suggest, BEGINNINGS),
        ):
            each = (f"{text} {statistics.median(times(ask, text, 5)):.1f}" for text in texts)
            print(f"{'':>8} {name}, median ms: {'; '.join(each)}", flush=True)
        if explain:
            plans()


def fill(size: int) -> None:
    """Put synthetic documents into the session's own tables."""
    from django.db import connection

    from search import index, vocabulary
    from search.models import PublishedDocument

    made: list[PublishedDocument] = []
    for document in documents(size):
        made.append(document)
        if len(made) == 2_000 or document.page_id == size:
            PublishedDocument.objects.bulk_create(made)
            index.write_terms((row.pk, row.locale, row.search_text) for row in made)
            vocabulary.add((row.locale, row.search_text) for row in made)
            made = []
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE published_publisheddocument, published_indexedword")


def documents(size: int) -> Iterator[object]:
    """Yield documents of words that follow Zipf's law, as texts do."""
    from django.utils import timezone

    from search.models import PublishedDocument
    from search.turkish.lexicon import data_lines, names

    chance = random.Random(42)  # noqa: S311
    words = [line.split()[0] for line in data_lines("lexicon.txt")]
    chance.shuffle(words)
    weights = [1 / (rank + 10) for rank in range(len(words))]
    proper = sorted(names().values())
    areas = ["Sahabiye", "Erkilet", *proper[:86]]
    now = timezone.now()
    for number in range(1, size + 1):
        kind = KINDS[number % len(KINDS)]
        thing, area = chance.choice(THINGS), chance.choice(areas)
        text = " ".join(chance.choices(words, weights, k=chance.choice((12, 25, 80))))
        if number % 3 == 0:
            text += " Belediye hizmet binası"
        title = f"{chance.choice(proper).title()} {thing}"
        yield PublishedDocument(
            page_id=number,
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


def bare(text: str) -> None:
    """Count the documents that hold the words, with nothing else."""
    from django.db import connection

    from search import analysis

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM published_publisheddocument WHERE vector @@ %s::tsquery",
            [analysis.prefix_query(text) or "''"],
        )
        cursor.fetchone()


def timed(ask: Callable[[str], object], texts: tuple[str, ...], rounds: int) -> list[float]:
    """Return the milliseconds of all texts, each asked so many times after a first one."""
    found: list[float] = []
    for text in texts:
        found += times(ask, text, rounds)
    return found


def times(ask: Callable[[str], object], text: str, rounds: int) -> list[float]:
    """Return milliseconds of one text."""
    ask(text)
    found = []
    for _round in range(rounds):
        began = time.perf_counter()
        ask(text)
        found.append((time.perf_counter() - began) * 1000)
    return found


def shown(found: list[float]) -> str:
    """Return median and 95th percentile."""
    ordered = sorted(found)
    return f"p50 {statistics.median(ordered):.1f} p95 {ordered[int(len(ordered) * 0.95)]:.1f} ms"


def plans() -> None:
    """Print how PostgreSQL answers a broad query and a misspelt word."""
    from django.db import connection

    from search import query
    from search.engines import base, postgres

    class Explaining(postgres.PostgresEngine):
        def run(self, plan: base.Plan) -> base.Answer:
            params: dict[str, object] = {}
            sql = postgres.statement(plan, params)
            with connection.cursor() as cursor:
                cursor.execute(
                    f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, BUFFERS OFF) {sql}", params
                )
                for (line,) in cursor.fetchall():
                    if len(line) < 300:
                        print("   ", line)
            return super().run(plan)

    for text in ("belediye hizmet", "erkilet mahallesi otopark"):
        print(f"    -- {text}")
        query.search(text, engine=Explaining())
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pg_trgm.similarity_threshold = 0.2")
        cursor.execute(
            "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, BUFFERS OFF) "
            "SELECT * FROM published_indexedword WHERE locale = 'tr' AND term % 'ezcane'".replace(
                "% '", "%% '"
            ),
            [],
        )
        print("    -- near ezcane")
        for (line,) in cursor.fetchall():
            print("   ", line)


if __name__ == "__main__":
    main()
