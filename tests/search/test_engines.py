"""Both engines do what `search.turkish.matches` says, and the same as each other."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from search import engines, turkish
from search.engines.postgres import PostgresEngine
from search.models import IndexedWord
from search.query import search
from tests.factories.search import document

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parent / "data"
NOW = timezone.now()


def pairs():
    with (DATA / "tr_conflation_pairs.csv").open(encoding="utf-8") as lines:
        return [(row["a"], row["b"]) for row in csv.DictReader(lines)]


def engine_named(name):
    return PostgresEngine() if name == "postgres" else engines.engine_named(name)


def found_alone(query, engine):
    """Return what is found when words that merely begin so, or are too far, do not count."""
    results = search(query, engine=engine, limit=100)
    return {hit.document.title for hit in results.hits}


def disagreements(engine):
    texts = sorted({text for pair in pairs() for text in pair})
    table = turkish.SynonymTable([])
    wrong = []
    for query in texts:
        meant = {text for text in texts if turkish.matches(query, text, table)}
        if meant:  # else the search looks for what begins so, or is farther away
            missed = meant - found_alone(query, engine)
            wrong += [(query, text) for text in missed]
    return wrong


def fill_with_pairs():
    for text in sorted({text for pair in pairs() for text in pair}):
        document(text)


def test_postgres_finds_all_that_matches_says():
    fill_with_pairs()
    assert disagreements(PostgresEngine()) == []


@pytest.mark.parametrize("extra", [{}, {"kinds": ["place"]}])
def test_postgres_finds_nothing_that_matches_denies(extra):
    texts = sorted({text for pair in pairs()[:60] for text in pair})
    for text in texts:
        document(text)
    from search import synonyms

    table = synonyms.current()
    for query in texts:
        results = search(query, limit=100, **extra)
        if any(turkish.matches(query, text, table) for text in texts):
            found = {hit.document.title for hit in results.hits}
            beginnings = {
                text for text in texts if turkish.fold(text).startswith(turkish.fold(query))
            }
            assert found - beginnings <= {t for t in texts if turkish.matches(query, t, table)}, (
                query
            )


QUERIES = [
    {"text": "park"},
    {"text": "sahabiye parkı"},
    {"text": "parkk"},
    {"text": "eczane sarayı"},
    {"text": "sahabiye park eczane"},
    {"text": "park", "kinds": ["roadwork"]},
    {"text": "park", "facets": {"neighbourhood": ["sahabiye"]}},
    {"text": "park", "near": (35.49, 38.73)},
    {"text": "park", "near": (35.49, 38.73), "radius_m": 3_000.0},
    {"text": "park", "limit": 2, "offset": 1},
    {"text": "park", "open_now": True},
    {"text": "hiçbiryerde"},
]


def fill():
    near = {"type": "Point", "coordinates": [35.491, 38.73]}
    far = {"type": "Point", "coordinates": [35.6, 38.8]}
    line = {"type": "LineString", "coordinates": [[35.49, 38.73], [35.5, 38.74]]}
    document(
        "Sahabiye Parkı",
        keywords="Park",
        geometry=far,
        facets={"neighbourhood": ["sahabiye"]},
        hours="24/7",
    )
    document("Lale Parkı", keywords="Park\nSahabiye", geometry=near, hours="2020 Jan 01 off")
    document("Park Eczanesi", keywords="Eczane", text="Parkın karşısında.")
    document("Park yolu çalışması", kind="roadwork", geometry=line, ends_at=NOW + timedelta(days=2))
    document("Park yolu bitti", kind="roadwork", ends_at=NOW - timedelta(days=2))
    document("Geçmiş park", valid_until=NOW - timedelta(days=1))
    document("Parke deposu")


def summary(results):
    hits = [
        (hit.document.title, hit.score, hit.distance_m and round(hit.distance_m))
        for hit in results.hits
    ]
    return (hits, results.total, results.counts_by_kind, results.facet_counts, results.partial)


@pytest.mark.elasticsearch
@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_both_engines_give_the_same_hits_scores_counts_and_distances(query, elastic):
    fill()
    with engines.throw_away("elasticsearch") as theirs:
        assert summary(search(**query, engine=theirs)) == summary(
            search(**query, engine=PostgresEngine())
        )


def test_words_are_counted_out_when_their_last_document_goes():
    from search import vocabulary

    text = {"title": "Benzersizkelime Parkı", "keywords": "", "text": ""}
    vocabulary.add([("tr", text), ("tr", {**text, "title": "Parkı"})])
    vocabulary.take([("tr", text)])
    words = set(IndexedWord.objects.filter(locale="tr").values_list("term", flat=True))
    assert "benzersizkelime" not in words
    assert "parki" in words
