"""The search page: plain GET, tabs with counts, corrections, and it never fails."""

import pytest

from tests.factories.site import home_page
from tests.factories.standard import news

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home():
    home_page()


def page(client, **params):
    return client.get("/ara/", params).content.decode()


def test_results_come_with_tabs_and_counts(client):
    news(title="Park açılışı")
    text = page(client, q="park")
    assert "Park açılışı" in text
    assert "1 sonuç" in text


def test_a_misspelt_word_is_corrected(client):
    news(title="Kütüphane saatleri")
    text = page(client, q="kütüphnae")
    assert "Bunu mu aradınız:" in text
    assert 'href="?q=k%C3%BCt%C3%BCphane"' in text
    assert "Kütüphane saatleri" in text


def test_when_nothing_has_all_words_that_is_said(client):
    news(title="Park açılışı")
    assert "tümünü içeren sonuç yok" in page(client, q="park gemisi")


def test_nothing_found_helps_on(client):
    text = page(client, q="zzzzqqq")
    assert "zzzzqqq" in text
    assert "/hizmetler/" in text


@pytest.mark.parametrize(
    "params",
    [
        {"q": "\x00"},
        {"q": "a" * 10_000},
        {"q": "park", "sayfa": "9" * 30},
        {"q": "park", "tur": "x"},
    ],
)
def test_odd_parameters_get_a_page(params, client):
    news(title="Park açılışı")
    answer = client.get("/ara/", params)
    assert answer.status_code == 200
    assert 'name="q"' in answer.content.decode()


def test_a_search_asks_the_index_twice(client, django_assert_max_num_queries):
    news(title="Park açılışı")
    page(client, q="park")
    with django_assert_max_num_queries(6):
        page(client, q="parkk")
