"""Finding notices: by names spelled wrongly, by date; a day and a month at their own address."""

import re
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.obituaries.names import are_same
from tests.content.obituaries.surfaces import LIST, body
from tests.content.obituaries.test_list import buried, listed
from tests.factories.obituaries import (
    BURIAL,
    after_burial,
    draft_obituary,
    expired_obituary,
    full_obituary,
    obituary,
    private_obituary,
)

pytestmark = pytest.mark.django_db
DAY = "/vefat-ilanlari/2026-03-03/"
MONTH = "/vefat-ilanlari/2026-03/"


def names(path, /, **query):
    return re.findall(r'class="obituary-name"><a [^>]*>([^<]+)<', body(path, **query))


@pytest.mark.parametrize("typed", ["Hatçe Örnek", "ornk hatıce", "HATİCE ÖRNKE", "hatcie"])
def test_a_name_spelled_wrongly_is_found_and_the_list_says_so(typed):
    obituary()
    buried("Ali KAYA", BURIAL)
    with after_burial(0):
        assert listed(ad=typed) == ["Hatice ÖRNEK"]
        assert "yazılışı benzeyen adlar" in body(LIST, ad=typed)


def test_who_is_called_exactly_so_stands_alone():
    obituary("Hatice ÖRNEK")
    buried("Hatife ÖRNEK", BURIAL)
    with after_burial(0):
        assert listed(ad="hatice") == ["Hatice ÖRNEK"]
        assert "yazılışı benzeyen" not in body(LIST, ad="hatice")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hatice ÖRNEK", "ornek hatıce", True),
        ("Hatice ÖRNEK", "Hatçe ÖRNEK", True),
        ("Hatice Nur ÖRNEK", "Hatice ÖRNEK", True),
        ("Hatice ÖRNEK", "Hatice KAYA", False),
        ("Ali ÖRNEK", "Ayşe ÖRNEK", False),
        ("Hatice ÖRNEK", "", False),
    ],
)
def test_two_names_of_one_person_are_known_as_such(one, other, same):
    assert are_same(one, other) is same


def test_a_day_keeps_its_address_before_on_and_after_it():
    obituary()
    buried("Başka GÜN", BURIAL + timedelta(days=1))
    for days in (-1, 0, 3, 20):
        with after_burial(days):
            assert names(DAY) == ["Hatice ÖRNEK"]


def test_a_day_shows_only_what_is_public_and_later_says_what_is_missing():
    full_obituary()
    draft_obituary()
    private_obituary()
    expired_obituary()
    with after_burial(0):
        assert names(DAY) == ["Hatice ÖRNEK"]
    with after_burial(10, time(0)):
        assert "Argıncık Merkez Camii" not in body(DAY)
    with after_burial(40, time(0)):
        gone = Client().get(DAY)
        assert gone.status_code == 200
        assert "Hatice" not in gone.content.decode()
        assert "definden 40 gün sonra yayından kalkar" in gone.content.decode()


def test_the_filter_s_date_leads_to_the_day_with_the_other_filters():
    obituary()
    with after_burial(0):
        for typed in ("2026-03-03", "3.3.2026"):
            response = Client().get(LIST, {"tarih": typed, "ad": "hat", "donem": "bugun"})
            assert (response.status_code, response["Location"]) == (302, f"{DAY}?ad=hat")
        assert names(DAY, ad="hat") == ["Hatice ÖRNEK"]
        assert names(DAY, ad="ali") == []
        assert names(DAY, mezarlik="argincik-mezarligi") == ["Hatice ÖRNEK"]
        other = Client().get(DAY, {"tarih": "2026-03-04"})
        assert other["Location"] == "/vefat-ilanlari/2026-03-04/"


def test_a_date_nobody_can_read_is_named_and_left_out():
    obituary()
    with after_burial(0):
        answer = body(LIST, tarih="dün")
        assert "Tarihi 24.11.2026 gibi yazın" in answer
        assert "Hatice ÖRNEK" in answer


@pytest.mark.parametrize(
    "name", ["2026-02-31", "2026-13", "1999-01-01", "2027-12-01", "2026-3-3", "2026-00"]
)
def test_days_that_never_were_or_lie_out_of_reach_are_not_found(name):
    obituary()
    with after_burial(0):
        assert Client().get(f"{LIST}{name}/").status_code == 404


def test_the_archive_leads_to_its_months_with_their_numbers():
    obituary()
    buried("Önceki AY", BURIAL - timedelta(days=10))
    with after_burial(1):
        text = body(LIST, donem="arsiv")
        assert re.search(r'href="/vefat-ilanlari/2026-03/"[^>]*>Mart 2026 \(1\)', text)
        assert re.search(r'href="/vefat-ilanlari/2026-02/"[^>]*>Şubat 2026 \(1\)', text)
        assert "süresi dolanlar burada hiç gösterilmez" in text
        assert names(MONTH) == ["Hatice ÖRNEK"]
        assert names("/vefat-ilanlari/2026-02/") == ["Önceki AY"]


def test_days_and_months_are_kept_from_search_engines_and_have_feeds():
    obituary()
    with after_burial(0):
        for path in (DAY, MONTH):
            assert Client().get(path)["X-Robots-Tag"] == "noindex"
            assert "Hatice" in body(f"{path}akis.ics")
        assert "2026-03-03" not in body("/sitemap.xml")


def test_a_day_asks_at_most_six_questions():
    obituary()
    for number in range(5):
        buried(f"Kişi SAYI{number}", BURIAL)
    with after_burial(0):
        body(DAY)
        with CaptureQueriesContext(connection) as queries:
            assert len(names(DAY, ad="sayi")) == 5
    asked = [one["sql"] for one in queries if "publicationstate" not in one["sql"]]
    assert len(asked) <= 7, "\n".join(sql[:300] for sql in asked)


def test_the_years_end_belongs_to_its_own_month():
    buried("Yılbaşı KİŞİ", date(2025, 12, 31))
    with after_burial(-62):
        assert names("/vefat-ilanlari/2025-12/") == ["Yılbaşı KİŞİ"]
        assert names("/vefat-ilanlari/2026-01/") == []
