"""Reads of notices at volume: `python -m benchmarks.notices` prints times, queries and plans.

A throw-away database with ten years of a large district: 30,000 rows of 10,000 obituaries (a row
for each span of time, as publishing writes them) and 20,000 road works.
"""

import argparse
import os
import random
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
YEARS = 10
MOST_ROWS = 2_000


def main() -> None:
    """Prepare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--obituaries", type=int, default=10_000)
    parser.add_argument("--works", type=int, default=20_000)
    parser.add_argument("--plans", action="store_true", help="print every plan")
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    fill(obituaries=options.obituaries, works=options.works)
    for name, read in reads().items():
        _measure(name, read, with_plans=options.plans)


def fill(*, obituaries: int, works: int, now: datetime | None = None) -> None:
    """Write the rows with their search terms, then ANALYZE."""
    from django.db import connection
    from django.utils import timezone

    from search.models import PublicationState, PublishedDocument
    from search.terms import write_terms

    now = now or timezone.now()
    chance = random.Random(7)  # noqa: S311 - the same rows each time
    made: list[PublishedDocument] = []

    def store() -> None:
        PublishedDocument.objects.bulk_create(made)
        write_terms((row.pk, row.locale, row.search_text) for row in made)
        made.clear()

    for number in range(obituaries):
        made.extend(_obituary(number, obituaries, now, chance))
        if len(made) >= MOST_ROWS:
            store()
    for number in range(works):
        made.append(_work(number, works, now, chance))
        if len(made) >= MOST_ROWS:
            store()
    store()
    PublicationState.advance()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


FIRST = ["Ahmet", "Mehmet", "Ayşe", "Fatma", "Hatice", "Emine", "Mustafa", "Ali", "Hüseyin", "Elif"]
LAST = ["ÖRNEK", "DENEME", "TASLAK", "HAYALİ", "KURGU", "MİSAL", "YILDIZ", "ÇINAR", "DAĞ", "IŞIK"]
AREAS = [f"mahalle-{number}" for number in range(88)]
STREETS = [f"{word} {way}" for word in (*FIRST, *LAST) for way in ("Caddesi", "Sokak", "Bulvarı")]


def _obituary(number: int, count: int, now: datetime, chance: random.Random) -> Iterator[Any]:
    from search.documents import ALWAYS
    from search.models import PublishedDocument
    from search.turkish import sort_key

    name = f"{chance.choice(FIRST)} {chance.choice(FIRST)} {chance.choice(LAST)}"
    burial = now + timedelta(days=2) - timedelta(days=YEARS * 365 * number / count)
    mosque, area = f"{chance.choice(FIRST)} Camii", chance.choice(AREAS)
    spans = (
        (ALWAYS, burial + timedelta(hours=3)),
        (burial + timedelta(hours=3), burial + timedelta(days=10)),
        (burial + timedelta(days=10), burial + timedelta(days=40)),
    )
    key = uuid.UUID(int=chance.getrandbits(128))
    payload = {
        "mosque": mosque,
        "cemetery": "Asri Mezarlık",
        "burial_date": burial.date().isoformat(),
        "prayer_time": "12:45",
        "summary": "x" * 300,
    }
    for begins, ends in spans:
        yield PublishedDocument(
            page_id=1_000_000 + number,
            kind="obituary",
            locale="tr",
            translation_key=key,
            path=f"/vefat-ilanlari/olcum-{number}/",
            title=name,
            sort_key=sort_key(name),
            payload=payload,
            search_text={"title": name, "keywords": area, "text": mosque},
            facets=[f"mosque:{mosque.split()[0].lower()}-camii", f"neighbourhood:{area}"],
            sort_at=burial,
            starts_at=burial,
            ends_at=burial + timedelta(hours=1),
            listed_until=burial + timedelta(days=7),
            valid_from=begins,
            valid_until=ends,
            version=1,
            digest=str(number),
        )


def _work(number: int, count: int, now: datetime, chance: random.Random) -> Any:
    from search.models import PublishedDocument
    from search.turkish import sort_key

    begins = now + timedelta(days=60) - timedelta(days=(YEARS * 365 + 60) * number / count)
    ends = begins + timedelta(days=chance.randint(1, 30))
    state = "planned" if begins > now else "in_progress" if ends > now else "finished"
    street, area = chance.choice(STREETS), chance.choice(AREAS)
    lng, lat = 35.3 + chance.random() * 0.4, 38.6 + chance.random() * 0.4
    line = {"type": "LineString", "coordinates": [[lng, lat], [lng + 0.002, lat + 0.001]]}
    payload = {
        "streets": [{"name": street}],
        "neighbourhoods": [{"slug": area, "name": area}],
        "status": state,
        "planned_start": begins.isoformat(),
        "planned_end": ends.isoformat(),
        "area_m2": chance.randint(100, 5_000),
        "tonnage": chance.randint(10, 900),
        "description": "x" * 900,
    }
    title = f"{street}: asfalt {number}"
    return PublishedDocument(
        page_id=2_000_000 + number,
        kind="roadwork",
        locale="tr",
        translation_key=uuid.UUID(int=chance.getrandbits(128)),
        path=f"/asfalt-calismalari/olcum-{number}/",
        title=title,
        sort_key=sort_key(title),
        payload=payload,
        search_text={"title": title, "keywords": area, "text": "asfalt serimi"},
        facets=[f"status:{state}", f"neighbourhood:{area}", f"year:{ends.year}"],
        sort_at=begins,
        starts_at=begins,
        ends_at=ends,
        geometry=line,
        west=lng,
        south=lat,
        east=lng + 0.002,
        north=lat + 0.001,
        version=1,
        digest=str(number),
    )


def reads() -> dict[str, Callable[[], Any]]:
    """Return what is measured, by name."""
    from django.utils import timezone

    from content.feeds.entries import graves
    from content.lists import narrowed
    from content.obituaries import queries
    from content.obituaries.days import months
    from content.obituaries.lists import OBITUARIES
    from content.roadworks.below import calendar, statistics, street
    from content.roadworks.lists import ROADWORKS
    from content.roadworks.models import RoadWorkPage
    from content.roadworks.overlaps import overlaps
    from search.memory import forget_all

    now = timezone.localtime()

    def found(spec: Any, path: str, **params: str) -> list[Any]:
        results = narrowed(spec, params, path=path, locale="tr", now=now)
        assert results.query is not None
        return list(results.query[:20])

    def in_street() -> Any:
        forget_all()
        known = street._streets(1, "tr")
        pages = {page for key in street.matching("çınar", known) for page in known[key][1]}
        return street._works(pages, "tr")

    def kept_street() -> Any:
        known = street._streets(1, "tr")
        pages = {page for key in street.matching("çınar", known) for page in known[key][1]}
        return street._works(pages, "tr")

    def overlapping() -> Any:
        from content.roadworks.models import RoadWorkStreet

        page = RoadWorkPage(
            title="x",
            planned_start=now,
            planned_end=now + timedelta(days=20),
            status="planned",
        )
        line = {"type": "LineString", "coordinates": [[35.48, 38.73], [35.49, 38.74]]}
        page.streets.set([RoadWorkStreet(name="Çınar Caddesi", geometry=line)])
        return overlaps(page)

    def places() -> Any:
        forget_all()
        return queries.mosques()

    works, deaths = "/asfalt-calismalari/", "/vefat-ilanlari/"
    month, old = now.date().replace(day=1), now.date().replace(year=now.year - 8, day=1)
    return {
        "calendar, this month": lambda: calendar.weeks_of(month, "tr"),
        "calendar, eight years ago": lambda: calendar.weeks_of(old, "tr"),
        "calendar of a neighbourhood": lambda: calendar.weeks_of(month, "tr", "mahalle-7"),
        "overlaps of a work": overlapping,
        "street, first after publishing": in_street,
        "street, kept": kept_street,
        "statistics of a year": lambda: statistics.figures(now.year - 1, "tr"),
        "works, going on": lambda: found(ROADWORKS, works),
        "works on a day": lambda: found(ROADWORKS, works, donem="tumu", gun=str(month)),
        "obituaries, by name": lambda: found(OBITUARIES, deaths, ad="hatice örn"),
        "obituaries, name misspelled": lambda: found(OBITUARIES, deaths, ad="hatiçe örmek"),
        "obituaries, archive": lambda: found(OBITUARIES, deaths, donem="arsiv"),
        "obituaries, months": lambda: months(now),
        "mosques of the filter": places,
        "withdrawn from a filtered calendar": lambda: graves(
            ["obituary"], "tr", ["neighbourhood:mahalle-7"], now
        ),
    }


def _measure(name: str, read: Callable[[], Any], *, with_plans: bool) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    read()
    spent = []
    for _turn in range(7):
        began = time.perf_counter()
        read()
        spent.append(time.perf_counter() - began)
    with CaptureQueriesContext(connection) as queries:
        read()
    asked = [q["sql"] for q in queries if "publicationstate" not in q["sql"]]
    longest = max(asked, key=lambda sql: explained(sql)[0], default="")
    took, plan = explained(longest) if longest else (0.0, [])
    nodes = "; ".join(_nodes(plan))
    print(
        f"{name:36s} {1000 * statistics.median(spent):8.1f} ms, {len(asked)} queries, "
        f"the longest {took:.1f} ms: {nodes}"
    )
    if with_plans:
        print("\n".join(plan), "\n")


def explained(sql: str) -> tuple[float, list[str]]:
    """Return the milliseconds a query took in the database, and its plan."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql}")
        lines = [str(row[0]) for row in cursor]
    took = next(line for line in lines if line.startswith("Execution Time"))
    return float(took.split()[2]), lines


def _nodes(plan: list[str]) -> list[str]:
    """Return the scans of a plan with what they read."""
    found = [line.strip().removeprefix("->").strip() for line in plan if " Scan" in line]
    return [line.partition("  (cost")[0] for line in found]


if __name__ == "__main__":
    main()
