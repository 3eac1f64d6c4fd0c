"""Popularity: clicks lift a page a little, on both engines alike, and fade."""

from datetime import timedelta

import pytest
from django.utils import timezone

from search import engines
from search.engines.base import Popular
from search.memory import forget_all
from search.models import ClickDay
from search.query import search
from search.usage import popularity
from tests.factories.search import document, titles

pytestmark = pytest.mark.django_db


def clicked(page, number, days=1):
    ClickDay.objects.create(
        day=timezone.localdate() - timedelta(days=days), page_id=page, clicks=number
    )
    forget_all()


def test_among_equals_the_one_people_open_comes_first():
    document("Lale Parkı")
    second = document("Gül Parkı")
    third = document("Nar Parkı")
    clicked(second, 40)
    assert titles(search("park"))[0] == "Gül Parkı"
    clicked(third, 4000)
    assert titles(search("park"))[0] == "Nar Parkı"


def test_it_never_beats_a_better_match():
    document("Park")
    popular = document("Kent Ormanı", text="Yanında bir park vardır.")
    clicked(popular, 100_000)
    assert titles(search("park"))[0] == "Park"


def test_a_handful_of_clicks_and_those_of_today_change_nothing():
    page = document("Lale Parkı")
    clicked(page, 4)
    clicked(page, 900, days=0)
    assert popularity.current() == ()


def test_a_fortnight_halves_and_a_quarter_year_forgets():
    page = document("Lale Parkı")
    today = timezone.localdate()
    clicked(page, 100, days=14)
    assert popularity.faded(today) == {page: pytest.approx(50)}
    ClickDay.objects.update(day=today - timedelta(days=91))
    assert popularity.faded(today) == {}


def test_the_bonus_is_small_and_bounded():
    for number in range(1, 9):
        clicked(document(f"Park {number}"), 10**number)
    bonuses = [one.score for one in popularity.current()]
    assert bonuses == sorted(bonuses, reverse=True)
    assert max(bonuses) < 0.7


def test_both_engines_rank_alike(elastic):
    from search.engines.mirror import rebuild

    pages = [document(f"Park {number}") for number in range(4)]
    rebuild()
    popular = [Popular(0.5, (pages[2],)), Popular(0.25, (pages[1],))]
    found = [
        titles(search("park", engine=engines.engine_named(name), popular=popular))
        for name in ("postgres", "elasticsearch")
    ]
    assert found[0] == found[1]
    assert found[0][:2] == ["Park 2", "Park 1"]
