"""Open now in search: by timetables, so that the index need not know what time it is."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from search import opening
from search.models import PublicationState
from search.query import search
from tests.factories.places import place
from tests.factories.search import document, titles

pytestmark = pytest.mark.django_db

ISTANBUL = ZoneInfo("Europe/Istanbul")


def at(text):
    """Return a moment of the week that begins on Monday, 23 November 2026."""
    return datetime.fromisoformat(text).replace(tzinfo=ISTANBUL)


def found(moment, **extra):
    return sorted(titles(search("park", now=at(moment), open_now=True, **extra)))


@pytest.fixture
def parks():
    document("Gündüz Park", hours="Mo-Fr 08:30-17:00")
    document("Gece Park", hours="Fr-Sa 20:00-02:00")
    document("Hep Park", hours="24/7")
    document("Tatilde kapalı Park", hours="Mo-Su 09:00-18:00; PH off")
    document("Bilinmeyen Park")


@pytest.mark.parametrize(
    ("moment", "names"),
    [
        ("2026-11-24T08:29", ["Hep Park"]),
        ("2026-11-24T08:30", ["Gündüz Park", "Hep Park"]),
        ("2026-11-24T16:59:59", ["Gündüz Park", "Hep Park", "Tatilde kapalı Park"]),
        ("2026-11-24T17:00", ["Hep Park", "Tatilde kapalı Park"]),
        ("2026-11-27T23:00", ["Gece Park", "Hep Park"]),
        ("2026-11-29T01:59", ["Gece Park", "Hep Park"]),
        ("2026-11-30T01:00", ["Hep Park"]),
        # 29 October, a Thursday; nobody has told whether the first is open on it.
        ("2026-10-29T10:00", ["Hep Park"]),
    ],
)
def test_what_is_open_at_a_moment_is_found(parks, moment, names):
    assert found(moment) == names


def test_where_nothing_is_open_nothing_is_found(parks):
    assert found("2026-11-24T12:00", kinds=["roadwork"]) == []
    document("Kış Park", hours="2026 Nov 24 off")
    assert "Kış Park" not in found("2026-11-24T12:00")


def test_without_any_timetable_nothing_is_open():
    document("Bilinmeyen Park")
    results = search("park", open_now=True)
    assert (results.total, results.hits) == (0, [])


def test_places_with_the_same_hours_share_a_timetable(parks):
    document("Öteki Park", hours="Mo-Fr 08:30-17:00")
    assert len(opening._timetables(PublicationState.current())) == 4


def test_a_timetable_is_no_facet_to_count(parks):
    results = search("park", now=at("2026-11-24T12:00"))
    assert not [name for name in results.facet_counts if name.startswith(opening.FACET)]


def test_a_place_of_the_guide_is_found_by_its_hours_and_no_more_once_they_change():
    page = place("Merkez Park", always_open=True)
    assert found("2026-11-24T03:00") == ["Merkez Park"]
    page.always_open = False
    page.save_revision().publish()
    assert found("2026-11-24T03:00") == []


def test_what_is_open_costs_no_query_more(parks, monkeypatch, django_assert_num_queries):
    generation = PublicationState.current()
    monkeypatch.setattr(opening.watch, "current", lambda: generation)
    found("2026-11-24T12:00")
    with django_assert_num_queries(2):
        assert "Gündüz Park" in found("2026-11-24T12:00")
