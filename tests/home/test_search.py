"""The search page: one box over everything public, tabs by kind with counts, help when empty."""

import re

import pytest
from django.test import Client

from tests.factories.places import place
from tests.factories.site import home_page
from tests.factories.standard import draft_news, expired_news, news, private_news

pytestmark = pytest.mark.django_db


def found(words, path="/ara/", **query):
    home_page()
    return Client().get(path, {"q": words, **query}).content.decode()


def titles(html):
    found = re.findall(r'result-title"><a [^>]*>(.*?)</a>', html)
    return [re.sub(r"</?mark>", "", title) for title in found]


@pytest.mark.parametrize("words", ["eczane", "ECZANE", "eczanesi", "eczaneler", "ışık", "isik"])
def test_a_word_finds_its_other_forms_however_it_is_typed(words):
    place("Işık Eczanesi")
    assert titles(found(words)) == ["Işık Eczanesi"]


def test_only_what_is_public_now_is_found():
    news("Açık duyuru", slug="acik")
    draft_news()
    private_news()
    expired_news()
    assert titles(found("duyuru")) == ["Açık duyuru"]


def test_tabs_count_each_kind_and_narrow_to_it():
    news("Kütüphane açıldı", slug="k")
    place("Merkez Kütüphanesi")
    place("Çocuk Kütüphanesi")
    html = found("kütüphane")
    tabs = re.findall(r'href="([^"]*)"[^>]*>([^<]*) <span class="count">\((\d+)\)', html)
    assert {(label, count) for _url, label, count in tabs} == {
        ("Hepsi", "3"),
        ("Duyurular ve haberler", "1"),
        ("Yerler", "2"),
    }
    assert titles(found("kütüphane", bolum="news")) == ["Kütüphane açıldı"]


def test_nothing_found_says_what_to_do():
    html = found("xqzzy")
    assert "“xqzzy” için sonuç bulunamadı" in html
    assert "Yazımı denetleyin" in html
    assert 'value="xqzzy"' in html


@pytest.mark.parametrize(
    "query",
    [
        {"q": ""},
        {"q": "'"},
        {"q": "a & | ! ( :*"},
        {"q": "\x00"},
        {"q": "x" * 5000},
        {"q": "eczane", "sayfa": "-1"},
        {"q": "eczane", "sayfa": "٣"},
        {"q": "eczane", "bolum": "yok'boyle"},
    ],
)
def test_whatever_is_typed_is_answered_with_the_page(query):
    place("Işık Eczanesi")
    home_page()
    html = Client().get("/ara/", query).content.decode()
    assert 'name="q"' in html


def test_what_was_typed_is_shown_and_never_run():
    assert "<script>alert" not in found("<script>alert(1)</script>")


def test_results_are_not_for_outside_search_engines():
    assert 'name="robots" content="noindex"' in found("eczane")
