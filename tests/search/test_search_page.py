"""The search page: plain GET, tabs and filters with counts, corrections, help when empty."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from search.engines import postgres
from search.generation import GenerationWatch
from tests.factories.places import category, english_guide, guide, place
from tests.factories.site import home_page, neighbourhood
from tests.factories.standard import news, service, standard_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home():
    home_page()


def page(client, path="/ara/", **params):
    return client.get(path, params).content.decode()


def titles(html):
    found = re.findall(r'result-title"><a [^>]*>(.*?)</a>', html)
    return [re.sub(r"</?mark>", "", title) for title in found]


def options(html, name):
    select = re.search(rf'<select[^>]* name="{name}".*?</select>', html, re.DOTALL)
    return re.findall(r">([^<>]+)</option>", select.group()) if select else []


def test_results_come_with_what_they_are_a_count_and_the_words_marked(client):
    news(title="Park açılışı")
    text = page(client, q="park")
    assert "1 sonuç" in text
    assert '<p class="result-kind">Haber' in text or '<p class="result-kind">Duyuru' in text
    assert "<mark>Park</mark> açılışı" in text


def tabs(html):
    found = re.search(r'<ul class="tabs">.*?</ul>', html, re.DOTALL)
    return re.findall(
        r">([^<>]+?)(?: <span class=\"count\">\(([^)]*)\)</span>)?</a>", found.group()
    )


@pytest.fixture
def many(monkeypatch):
    """Parks, more than are ranked and counted, and a notice."""
    monkeypatch.setattr(postgres, "MOST_RANKED", 3)
    monkeypatch.setattr(postgres, "MOST_COUNTED", 3)
    parks = category("Park", "Park ve Spor")
    for number in range(5):
        place(f"Park {number}", category=parks, neighbourhood=neighbourhood("Sahabiye"))
    neighbourhood("Erkilet")
    news(title="Yeni bahçe", summary="Park açıldı")


def test_where_counting_stops_the_page_says_so_in_numbers_tabs_and_filters(client, many):
    text = page(client, q="park")
    assert "3 sonuçtan fazla" in text
    counts = dict(tabs(text))
    assert counts["Hepsi"] == "3+"
    assert counts["Yerler"] == "3+"
    assert counts["Hizmetler"] == ""  # not met so far; there may be some
    assert list(counts).index("Yerler") < list(counts).index("Hizmetler")
    assert options(text, "mahalle") == ["Hepsi", "Erkilet", "Sahabiye"]
    assert "En uygun 3 sonuç listelenir." in text


def test_the_tab_of_a_kind_that_the_others_outnumber_has_all_it_should(client, many):
    text = page(client, q="park", bolum="news")
    assert titles(text) == ["Yeni bahçe"]
    counts = dict(tabs(text))
    assert counts["Duyurular ve haberler"] == "1"
    assert counts["Yerler"].endswith("+")
    assert "1 sonuç</h2>" in text
    assert "listelenir" not in text


def test_more_than_is_ranked_is_counted_and_the_last_page_says_what_is_left_out(
    client, many, monkeypatch
):
    monkeypatch.setattr(postgres, "MOST_COUNTED", 100)
    text = page(client, q="park", bolum="place")
    assert "5 sonuç</h2>" in text
    assert len(titles(text)) == 3
    assert "En uygun 3 sonuç listelenir." in text
    assert dict(tabs(text))["Hepsi"] == "6"


def test_a_misspelt_word_is_corrected(client):
    news(title="Kütüphane saatleri")
    text = page(client, q="kütüphnae")
    assert "Bunu mu aradınız:" in text
    assert 'href="?q=k%C3%BCt%C3%BCphane"' in text
    assert "Kütüphane</mark> saatleri" in text


def test_when_nothing_has_all_words_that_is_said(client):
    news(title="Park açılışı")
    assert "tümünü içeren sonuç yok" in page(client, q="park gemisi")


def test_a_neighbourhood_narrows_the_results_and_can_be_taken_away_again(client):
    sahabiye, erkilet = neighbourhood("Sahabiye"), neighbourhood("Erkilet")
    place("Lale Eczanesi", neighbourhood=sahabiye)
    place("Gül Eczanesi", neighbourhood=erkilet)
    place("Nar Eczanesi", neighbourhood=erkilet)
    everything = page(client, q="eczane")
    assert options(everything, "mahalle") == ["Hepsi", "Erkilet (2)", "Sahabiye (1)"]
    text = page(client, q="eczane", mahalle="sahabiye")
    assert titles(text) == ["Lale Eczanesi"]
    assert "Mahalle: Sahabiye" in text
    assert 'href="?q=eczane"' in text


def test_a_date_narrows_to_what_is_new(client):
    news(title="Park açılışı", slug="yeni", date=timezone.now() - timedelta(days=2))
    news(title="Eski park", slug="eski", date=timezone.now() - timedelta(days=200))
    assert titles(page(client, q="park", tarih="ay")) == ["Park açılışı"]
    assert titles(page(client, q="park", tarih="yil")) == ["Park açılışı", "Eski park"]


def test_a_tab_has_the_filters_of_its_kind_and_keeps_those_all_have(client):
    sahabiye = neighbourhood("Sahabiye")
    place("Lale Eczanesi", neighbourhood=sahabiye, category=category("Eczane"))
    place("Eczane Müzesi", neighbourhood=sahabiye, category=category("Müze", "Kültür"))
    news(title="Eczane nöbeti")
    text = page(client, q="eczane", bolum="place", tur="eczane", mahalle="sahabiye")
    assert titles(text) == ["Lale Eczanesi"]
    assert 'href="?q=eczane&amp;mahalle=sahabiye"' in text  # all kinds, still in Sahabiye
    assert "(2)" not in text


def test_places_can_be_narrowed_to_those_open_now(client):
    home = place("Lale Eczanesi")
    always = place("Acil Eczanesi", always_open=True)
    assert set(titles(page(client, q="eczane", bolum="place"))) == {home.title, always.title}
    text = page(client, q="eczane", bolum="place", acik="1")
    assert titles(text) == [always.title]
    assert 'href="?q=eczane&amp;bolum=place"' in text
    assert len(titles(page(client, q="eczane", acik="1"))) == 2


def test_results_come_in_pages_with_real_links(client):
    for number in range(25):
        news(f"Duyuru {number}", slug=f"d{number}")
    first, second = page(client, q="duyuru"), page(client, q="duyuru", sayfa="2")
    assert len(titles(first)) == 20
    assert len(titles(second)) == 5
    assert 'href="?q=duyuru&amp;sayfa=2"' in first
    assert 'start="21"' in second
    assert not set(titles(first)) & set(titles(second))


def test_a_page_that_does_not_exist_leads_to_the_last_one(client):
    for number in range(25):
        news(f"Duyuru {number}", slug=f"d{number}")
    assert client.get("/ara/", {"q": "duyuru", "sayfa": "9"})["Location"] == "?q=duyuru&sayfa=2"
    assert client.get("/ara/", {"q": "yok", "sayfa": "9"})["Location"] == "?q=yok"


def test_the_language_switcher_keeps_the_words(client):
    assert 'href="/en/ara/?q=park"' in page(client, q="park")


def test_nothing_found_leads_to_the_guide_the_services_and_a_person(client):
    guide()
    place("Lale Eczanesi", category=category("Eczane", "Sağlık"))
    service(title="Evlendirme")
    text = page(client, q="zzzzqqq")
    assert "“zzzzqqq” için sonuç bulunamadı" in text
    assert re.search(r'href="/[a-z-]+/\?tur=saglik"', text)
    assert "Evlendirme" in text


def test_nothing_found_under_filters_offers_the_search_without_them(client):
    neighbourhood("Sahabiye")
    news(title="Park açılışı")
    text = page(client, q="park", mahalle="sahabiye")
    assert "filtresiz arayın" in text
    assert 'href="?q=park"' in text


def test_nothing_found_in_another_language_offers_the_search_in_turkish(client):
    english_guide()
    assert 'href="/ara/?q=zzzzqqq"' in page(client, "/en/ara/", q="zzzzqqq")


def test_an_empty_box_says_what_may_be_typed(client):
    assert "Ne aradığınızı yazın" in page(client)


@pytest.mark.parametrize(
    "params",
    [
        {"q": "\x00"},
        {"q": "a" * 10_000},
        {"q": "park", "sayfa": "x" * 30},
        {"q": "park", "bolum": "x", "mahalle": "\x00", "tarih": "dün"},
    ],
)
def test_odd_parameters_get_a_page(params, client):
    news(title="Park açılışı")
    answer = client.get("/ara/", params)
    assert answer.status_code == 200
    assert 'name="q"' in answer.content.decode()


@pytest.mark.parametrize("words", ["park", "parkk", "cenaze", "zabıta", "sahabiye yol çalışması"])
@pytest.mark.parametrize("number", [1, 25])
def test_a_search_with_its_cards_costs_two_queries_once_memory_is_warm(
    client, words, number, monkeypatch, django_assert_max_num_queries
):
    for index in range(number):
        news(f"Park {index}", slug=f"d{index}")
    standard_page(title="Zabıta")
    # As in a running site, where the generation is told at commit.
    monkeypatch.setattr(GenerationWatch, "current", lambda self: 7)
    page(client, q=words)
    page(client, q="zzz")
    with django_assert_max_num_queries(2):
        page(client, q=words)
