"""The list of road works: tabs, filters, groups, and what must never stand in it."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories.roadworks import day, draft, finished, index, paused, planned, work
from tests.factories.site import directorate

pytestmark = pytest.mark.django_db
URL = "/asfalt-calismalari/"


def listed(**query) -> list[str]:
    """Return the titles in the list, in their order."""
    html = Client().get(URL, query).content.decode()
    return [match.strip() for match in re.findall(r'card-title"><a href="[^"]*">([^<]*)</a>', html)]


def headings(**query) -> list[str]:
    html = Client().get(URL, query).content.decode()
    return re.findall(r'<h2 class="day-head">([^<]*)</h2>', html)


def test_drafts_private_and_expired_works_stand_nowhere():
    index()
    work("Herkese açık")
    draft("Taslak", status="in_progress", actual_start=day(-2))
    private = work("Gizli")
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.PASSWORD, password="gizli-parola"
    )
    work("Süresi dolan", expire_at=timezone.now() + timedelta(hours=1))
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        for tab in ("simdi", "iki-hafta", "planlanan", "biten", "tumu"):
            titles = listed(donem=tab)
            assert set(titles) <= {"Herkese açık"}
        assert listed(donem="tumu") == ["Herkese açık"]


def test_the_tabs_tell_what_is_now_what_comes_and_what_is_over():
    work("Sürüyor", planned_end=day(6))
    paused("Durdu", planned_end=day(7))
    planned("Üç gün sonra", planned_start=day(3))
    planned("Bir ay sonra", planned_start=day(30), planned_end=day(40))
    finished("Bitti")
    work("Olmayacak", status="cancelled", status_reason="Bütçe", actual_start=None)
    assert listed() == ["Sürüyor", "Durdu"]
    assert listed(donem="iki-hafta") == ["Sürüyor", "Durdu", "Üç gün sonra"]
    assert listed(donem="planlanan") == ["Üç gün sonra", "Bir ay sonra"]
    assert listed(donem="biten") == ["Bitti"]
    assert len(listed(donem="tumu")) == 6


def test_a_work_that_should_have_begun_by_now_stands_among_what_is_now():
    planned("Başlaması bekleniyor", planned_start=day(1), planned_end=day(5))
    assert listed() == []
    with time_machine.travel(day(2), tick=False):
        assert listed() == ["Başlaması bekleniyor"]


def test_the_list_is_narrowed_by_neighbourhood_status_kind_directorate_and_year():
    unit = directorate("Kırsal Hizmetler Müdürlüğü")
    work("Bir", areas=("Argıncık", "Sahabiye"), kind="kerb_pavement", directorate=unit)
    paused("İki", areas=("Sahabiye",))
    done = finished("Üç")
    assert listed(mahalle="argincik") == ["Bir"]
    assert set(listed(mahalle="sahabiye")) == {"Bir", "İki"}
    assert listed(durum="paused") == ["İki"]
    assert listed(**{"is": "kerb_pavement"}) == ["Bir"]
    assert listed(mudurluk=unit.slug) == ["Bir"]
    year = timezone.localtime(done.actual_end).year
    assert listed(donem="biten", yil=str(year)) == ["Üç"]
    assert listed(donem="biten", yil="2011") == []


def test_a_street_is_found_by_its_name():
    work("Gece çalışması", streets=(("Osman Kavuncu Bulvarı", None),))
    work("Başka")
    assert listed(sokak="kavuncu") == ["Gece çalışması"]


def test_works_are_grouped_by_neighbourhood_in_turkish_order():
    work("Bir", areas=("Şeker",))
    work("İki", areas=("Çevril",))
    work("Üç", areas=("Zümrüt", "Cırgalan"))
    work("Dört", areas=("Sahabiye",))
    assert headings(sirala="mahalle") == ["Cırgalan", "Çevril", "Sahabiye", "Şeker"]
    assert listed(sirala="mahalle") == ["Üç", "İki", "Dört", "Bir"]


def test_a_chosen_neighbourhood_makes_headings_needless():
    work("Bir", areas=("Şeker", "Çevril"))
    assert headings(sirala="mahalle", mahalle="seker") == []


def test_finished_works_stay_listed_under_their_year():
    last = {"planned_start": day(-420), "planned_end": day(-400), "actual_end": day(-400)}
    finished("Eski", **last)
    finished("Yeni")
    years = [str(timezone.localtime(moment).year) for moment in (day(-10), day(-400))]
    assert headings(donem="biten") == list(dict.fromkeys(years))
    assert listed(donem="biten") == ["Yeni", "Eski"]


def test_wrong_values_in_the_address_are_explained_and_the_rest_is_shown():
    work("Sürüyor")
    html = Client().get(URL, {"donem": "dun", "durum": "uctu", "sayfa": "x"}).content.decode()
    assert "Sürüyor" in html
    assert html.count('class="callout tone-warning') == 3


def test_the_map_has_the_whole_narrowed_list_not_only_the_page_and_a_limit(monkeypatch):
    from content.roadworks import maps

    for number in range(23):
        work(f"Çalışma {number}")
    html = Client().get(URL).content.decode()
    data = json.loads(re.search(r"data-map-data>(.*?)</script>", html, re.DOTALL)[1])
    assert len(data["features"]) == 23
    assert data["features"][0]["geometry"]["type"] == "LineString"
    assert data["features"][0]["properties"]["url"].startswith(URL)
    monkeypatch.setattr(maps, "MOST", 5)
    html = Client().get(URL, {"sirala": "tarih"}).content.decode()
    data = json.loads(re.search(r"data-map-data>(.*?)</script>", html, re.DOTALL)[1])
    assert len(data["features"]) == 5


def test_closed_roads_stand_out_on_the_map_and_what_is_over_steps_back():
    work("Kapalı", vehicle_impact="all-lanes-closed", no_alternative=True)
    finished("Bitti")
    html = Client().get(URL, {"donem": "tumu"}).content.decode()
    data = json.loads(re.search(r"data-map-data>(.*?)</script>", html, re.DOTALL)[1])
    tones = {
        item["properties"]["title"]: item["properties"].get("tone") for item in data["features"]
    }
    assert tones == {"Kapalı": "danger", "Bitti": "muted"}


def test_a_title_cannot_end_the_maps_script():
    work("</script><script>alert(1)</script>", slug="kotu")
    html = Client().get(URL).content.decode()
    assert "<script>alert(1)" not in html


def test_an_empty_list_says_what_to_do_next():
    index()
    html = Client().get(URL, {"durum": "paused"}).content.decode()
    assert "Burada yol çalışması yok" in html
    assert f'href="{URL}?donem=tumu"' in html


def test_the_list_takes_four_queries_whatever_its_length():
    for number in range(25):
        work(f"Çalışma {number}", areas=("Şeker", "Çevril"))
    client = Client()
    with time_machine.travel(timezone.now(), tick=False):  # counts are kept for a minute
        client.get(URL, {"sirala": "tarih"})  # the frame is kept in memory from now on
        assert_four_queries(client)


def assert_four_queries(client):
    for query in ({}, {"sirala": "mahalle", "sayfa": "2"}, {"donem": "tumu", "mahalle": "seker"}):
        with CaptureQueriesContext(connection) as queries:
            client.get(URL, query)
        # A running server knows the generation from memory; tests ask for it each time.
        asked = [item for item in queries if "publicationstate" not in item["sql"]]
        assert len(asked) == 4


def test_tabs_lead_to_the_stretches_of_time_that_have_no_page_of_their_own():
    work("Yol")
    html = Client().get(URL).content.decode()
    tabs = html.partition('class="tabs"')[2].partition("</nav>")[0]
    words = re.findall(r"<a[^>]*>([^<]+)</a>", tabs)
    assert words == ["Şu anda", "Önümüzdeki iki hafta", "Planlandı", "Bitti", "Hepsi"]
    assert 'class="tabs"' not in Client().get(f"{URL}iki-hafta/").content.decode()
