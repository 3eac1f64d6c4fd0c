"""Search at 2,000, 20,000 and 200,000 documents: `python -m benchmarks.search [--sizes ...]`.

The documents stand in tables of this session alone, so any database will do and none is changed.
Each figure is given beside the bare query of the same engine in the same run: the count of the same
tsquery in PostgreSQL, a filter by the same stems in Elasticsearch. PostgreSQL's milliseconds are
time on the processor, in Python and the backend together; Elasticsearch's are by the clock.
"""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks import clock
from benchmarks.clock import batched, percentile, timed
from benchmarks.search_data import DISTINCT, grow

ROOT = Path(__file__).resolve().parents[1]
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
BOX = (35.45, 38.70, 35.50, 38.75)
BEGINNINGS = ("ec", "par", "sahabiye ec", "küt", "lale pa", "bel")
MISTYPED = ("eczn", "ezcane", "sahbiye ecz", "parj", "kutphan", "hastanse")


def main() -> None:
    """Fill, measure, print one line for each size and engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 20_000, 200_000])
    parser.add_argument(
        "--elasticsearch",
        type=int,
        nargs="*",
        default=[2_000],
        help="sizes for Elasticsearch; noida-db, which stands in, looks at every document",
    )
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument(
        "--distinct", action="store_true", help=f"no document twice, beyond {DISTINCT:,} either"
    )
    parser.add_argument("--explain", action="store_true", help="print the plans too")
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from search.management.commands.judge import prepare

    prepare()
    report(options)


def report(options: argparse.Namespace) -> None:
    """Print a Markdown table of all sizes, then growth and plans."""
    from search.judging.collection import stand_in

    print("| documents | engine | what | p50 ms | p95 ms | of the bare query (p50, p95) |")
    print("|---|---|---|---|---|---|")
    slowest: dict[str, list[float]] = {}
    old = 0
    buffer_like_the_table()
    with stand_in():
        for size in options.sizes:
            rate = grow(old, size, distinct=options.distinct)
            old = size
            for name, figure in postgres(size, options.rounds).items():
                slowest.setdefault(name, []).append(percentile(figure))
            if size in options.elasticsearch:
                elasticsearch(size, options.rounds)
            if size == options.sizes[0]:
                boxes(size, options.rounds)
            if rate:
                print(f"| {size:,} | PostgreSQL | bulk indexing | {rate:,.0f} documents/s | | |")
            if options.explain:
                plans()
    for name, figures in slowest.items():
        if len(figures) > 1:
            growth = figures[-1] / figures[0]
            first, last = options.sizes[0], options.sizes[-1]
            print(f"\np95 of {name}: {growth:.2f} times at {last:,} of what it is at {first:,}")


def buffer_like_the_table() -> None:
    """Give the stand-ins as many buffers as the site's tables have.

    PostgreSQL's default for tables of a session is 8 MB, which 2,000 documents fit in and 200,000
    do not: they would be measured with copies from the file cache that the site never makes.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('temp_buffers', current_setting('shared_buffers'), false)"
        )


def postgres(size: int, rounds: int) -> dict[str, list[float]]:
    """Print and return the figures of PostgreSQL."""
    from search import query, suggesting
    from search.engines.postgres import PostgresEngine

    engine = PostgresEngine()
    found = timed(lambda text: query.search(text, engine=engine), QUERIES, rounds)
    raw = timed(bare, QUERIES, rounds)

    def suggest(text: str) -> None:
        suggesting.suggest(text, engine=engine)

    few, suggesting.FEW = suggesting.FEW, 0
    as_typed = timed(suggest, BEGINNINGS, rounds)
    suggesting.FEW = few
    suggested = {
        "suggest, as typed": as_typed,
        "suggest": timed(suggest, BEGINNINGS, rounds),
        "suggest, mistyped": timed(suggest, MISTYPED, rounds),
    }
    figures_of = {"search": (QUERIES, found)} | {
        name: (MISTYPED if "mistyped" in name else BEGINNINGS, figures)
        for name, figures in suggested.items()
    }
    for name, (texts, figures) in figures_of.items():
        each = zip(texts, batched(figures, rounds), strict=True)
        medians = "; ".join(f"{text} {statistics.median(some):.1f}" for text, some in each)
        print(f"{name} at {size:,}, median ms: {medians}", file=sys.stderr, flush=True)
    row(size, "PostgreSQL", "bare tsquery count", raw)
    row(size, "PostgreSQL", "search", found, raw)
    for name, figures in suggested.items():
        row(size, "PostgreSQL", name, figures, raw)
    return {"search": found, **suggested}


def elasticsearch(size: int, rounds: int) -> None:
    """Print the figures of Elasticsearch, or of noida-db where none is configured."""
    from contextlib import nullcontext

    from django.conf import settings

    from search import query, suggesting
    from search.analysis import Form, Place
    from search.engines import documents, mirror
    from search.engines import elasticsearch as client_module
    from search.engines.elasticsearch import client
    from search.languages import tokens
    from search.management.commands.judge import stand_in_server

    clock.WALL = True  # the server's time counts, and it is another process
    client_module.SEARCH_SECONDS = 60.0  # the site gives up earlier, and PostgreSQL answers
    name = "Elasticsearch" if settings.ELASTICSEARCH_URL else "noida-db"
    with stand_in_server() if not settings.ELASTICSEARCH_URL else nullcontext():
        began = time.perf_counter()
        with mirror.throw_away() as engine:
            rate = size / (time.perf_counter() - began)
            field = documents.field(Place.ANYWHERE, Form.STEM)

            def raw_query(text: str) -> None:
                stems = [{"term": {field: token.stem}} for token in tokens(text, "tr")]
                client(settings.ELASTICSEARCH_URL).search(
                    index=engine.index, query={"bool": {"filter": stems}}, size=20, source=False
                )

            few = max(1, rounds // 10)
            raw = timed(raw_query, QUERIES, few)
            row(size, name, "bare terms query", raw)
            found = timed(lambda text: query.search(text, engine=engine), QUERIES, few)
            row(size, name, "search", found, raw)
            typed = timed(lambda text: suggesting.suggest(text, engine=engine), BEGINNINGS, few)
            row(size, name, "suggest", typed, raw)
            clock.WALL = False
            print(f"| {size:,} | {name} | bulk indexing | {rate:,.0f} documents/s | | |")


def boxes(size: int, rounds: int) -> None:
    """Print what a map's box costs in the API's list and as the bare SQL."""
    from django.db import connection

    from content.api.listing import list_page
    from content.api.schemas import ListQuery

    asked = ListQuery.model_validate({"bbox": ",".join(map(str, BOX)), "limit": 100})

    def raw(_text: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT page_id, payload::text FROM published_publisheddocument "
                "WHERE kind = 'place' AND locale = 'tr' AND NOT gone AND west <= %s AND east >= %s "
                "AND south <= %s AND north >= %s ORDER BY sort_at DESC, page_id DESC LIMIT 101",
                [BOX[2], BOX[0], BOX[3], BOX[1]],
            )
            cursor.fetchall()

    bare_sql = timed(raw, ("",), rounds)
    row(size, "PostgreSQL", "bare SQL of a box", bare_sql)
    listed = timed(lambda _text: list_page(asked, ["place"], []), ("",), rounds)
    row(size, "PostgreSQL", "list of a box", listed, bare_sql)


def row(
    size: int, engine: str, what: str, found: list[float], raw: list[float] | None = None
) -> None:
    """Print a row of the table."""
    ratio = ""
    if raw:
        of = statistics.median(found) / statistics.median(raw)
        ratio = f"{of:.1f}, {percentile(found) / percentile(raw):.1f}"
    p50, p95 = statistics.median(found), percentile(found)
    print(f"| {size:,} | {engine} | {what} | {p50:.1f} | {p95:.1f} | {ratio} |", flush=True)


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


def plans() -> None:
    """Print how PostgreSQL answers a broad query and a misspelt word."""
    from django.db import connection

    from search import query
    from search.engines import base, postgres

    class Explaining(postgres.PostgresEngine):
        def run(self, plan: base.Plan) -> base.Answer:
            params: dict[str, Any] = {}
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
