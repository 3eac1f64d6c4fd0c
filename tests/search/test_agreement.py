"""Whatever is typed: the engine finds what `search.turkish.matches` says, and nothing else.

Queries are drawn from the pair tables and bent as people bend them: case, ASCII letters, suffixes
after an apostrophe, two words joined, a letter lost or swapped.
"""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import turkish
from search.engines.postgres import PostgresEngine
from search.query import search
from tests.factories.search import document

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parent / "data"
NO_SYNONYMS = turkish.SynonymTable([])


def texts(name):
    with (DATA / name).open(encoding="utf-8") as lines:
        return {row[side] for row in csv.DictReader(lines) for side in ("a", "b")}


TEXTS = sorted(texts("tr_conflation_pairs.csv") | texts("city_pairs.csv"))


@st.composite
def typed(draw):
    """Draw a query: a text of the tables, or two, bent in one way."""
    words = draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=2))
    query = " ".join(words)
    at = draw(st.integers(0, max(0, len(query) - 2)))
    ways = {
        "as it stands": query,
        "ascii": turkish.fold(query),
        "shouted": turkish.upper(query),
        "apostrophe": f"{words[0]}'nin",
        "joined": query.replace(" ", ""),
        "lost": query[:at] + query[at + 1 :],
        "swapped": query[:at] + query[at + 1 : at + 2] + query[at : at + 1] + query[at + 2 :],
        "asked": f"{query} nerede?",
    }
    return ways[draw(st.sampled_from(sorted(ways)))]


@pytest.fixture
def filled(monkeypatch):
    monkeypatch.setattr("search.synonyms.current", lambda: NO_SYNONYMS)
    monkeypatch.setattr("search.synonyms.likeliest", lambda word, distance: "")
    for text in TEXTS:
        document(text)


def test_the_engine_finds_what_matches_says_and_nothing_else(filled):
    @settings(
        max_examples=250, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(typed())
    def check(query):
        meant = {text for text in TEXTS if turkish.matches(query, text, NO_SYNONYMS)}
        found = search(query, limit=100, engine=PostgresEngine())
        if not meant or found.total > 100:
            return  # then the search offers what begins so, is farther away, or has some words
        titles = {hit.document.title for hit in found.hits}
        assert meant <= titles, query
        last = turkish.fold(query.rstrip("?").split()[-1]) if query.split() else ""
        beginnings = {text for text in TEXTS if last and last[:3] in turkish.fold(text)}
        assert titles - meant <= beginnings, query
        assert not found.partial

    check()
