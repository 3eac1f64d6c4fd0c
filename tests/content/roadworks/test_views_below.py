"""What stands below the list: ready lists, calendar, streets, neighbourhoods, figures, notices."""

import csv
import io
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

from content.roadworks.below.street import alike, matching
from search import turkish
from tests.factories.roadworks import day, draft, finished, index, paused, planned, work

pytestmark = pytest.mark.django_db
URL = "/asfalt-calismalari/"


def get(name, **query):
    return Client().get(f"{URL}{name}/", query)


def text(name, **query):
    return get(name, **query).content.decode()


def cards(html):
    return [match.strip() for match in re.findall(r'card-title"><a href="[^"]*">([^<]*)</a>', html)]


def queries(name, **query):
    get(name, **query)
    with CaptureQueriesContext(connection) as found:
        assert get(name, **query).status_code == 200
    return [q["sql"] for q in found]


def hidden_works():
    """A draft, a private and an expired work: never to be seen."""
    draft("Taslak", planned_start=day(0), planned_end=day(3))
    private = work("Gizli")
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.PASSWORD, password="gizli-parola"
    )
    work("Süresi dolan", expire_at=timezone.now() + timedelta(hours=1))


def test_ready_lists_hold_what_they_promise():
    work("Sürüyor", planned_end=day(6))
    paused("Durdu", planned_end=day(7))
    planned("Bu akşam", planned_start=day(0, 23), planned_end=day(2))
    planned("Haftaya", planned_start=day(7))
    planned("İki ay sonra", planned_start=day(60), planned_end=day(70))
    planned("Yarım yıl sonra", planned_start=day(180), planned_end=day(190))
    today = timezone.localdate()
    old = {"planned_start": day(-420), "planned_end": day(-400), "actual_end": day(-400)}
    finished("Eski", **old)
    start_of_year = (today.replace(month=1, day=1) - today).days
    finished(
        "Yeni",
        planned_start=day(start_of_year),
        planned_end=day(0),
        actual_start=day(start_of_year),
        actual_end=day(0, 0),
    )
    with time_machine.travel(day(0, 12), tick=False):
        assert set(cards(text("bugun"))) == {"Sürüyor", "Durdu", "Bu akşam"}
        assert "Haftaya" in cards(text("iki-hafta"))
        assert "İki ay sonra" not in cards(text("iki-hafta"))
        three = cards(text("uc-ay"))
        assert "İki ay sonra" in three
        assert "Yarım yıl sonra" not in three
        assert cards(text("bu-yil-bitenler")) == ["Yeni"]


@pytest.mark.parametrize(
    "name", ["bugun", "iki-hafta", "uc-ay", "bu-yil-bitenler", "takvim", "mahalleler", "istatistik"]
)
def test_drafts_private_and_expired_works_stand_nowhere_below(name):
    work("Herkese açık", planned_end=day(20))
    hidden_works()
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        html = text(name)
        assert html.count("<h1") == 1
        for title in ("Taslak", "Gizli", "Süresi dolan"):
            assert title not in html


def test_a_ready_list_has_filters_feeds_and_the_way_back():
    work("Bir", areas=("Argıncık",))
    work("İki", areas=("Sahabiye",))
    assert cards(text("bugun", mahalle="argincik")) == ["Bir"]
    planned("Sonra", planned_start=day(40), planned_end=day(50))
    for suffix in ("atom", "geojson", "wzdx", "ics"):
        body = Client().get(f"{URL}bugun/akis.{suffix}").content.decode()
        assert "Bir" in body
        assert "Sonra" not in body
    assert f'href="{URL}"' in text("bugun")


def test_the_list_is_narrowed_to_a_day_and_nonsense_is_explained():
    work("Sürüyor", planned_end=day(3))
    planned("Sonra", planned_start=day(10), planned_end=day(12))
    html = Client().get(URL, {"donem": "tumu", "gun": day(11).date().isoformat()}).content.decode()
    assert cards(html) == ["Sonra"]
    for wrong in ("dün", "2026-13-40", "9999-12-31"):
        html = Client().get(URL, {"donem": "tumu", "gun": wrong}).content.decode()
        assert len(cards(html)) == (0 if wrong == "9999-12-31" and "Sonuç" in html else 2)


def test_ready_lists_ask_no_more_than_the_list():
    for number in range(5):
        work(f"Çalışma {number}")
    Client().get(URL)
    with CaptureQueriesContext(connection) as listed:
        Client().get(URL)
    # The address of no page costs one query more: what stands there is asked of the page above.
    assert len(queries("bugun")) <= len(listed) + 1
    frame = len(listed) - 3  # count, rows and points of the map
    for name in ("takvim", "mahalleler", "istatistik"):
        assert len(queries(name)) <= frame + 2, name
    assert len(queries("sokagimda", sokak="oymak")) <= frame + 2


def test_the_calendar_says_what_begins_ends_and_goes_on():
    with time_machine.travel(day(0, 12), tick=False):
        planned("Yeni iş", planned_start=day(1), planned_end=day(3))
        html = text("takvim", ay=day(1).strftime("%Y-%m"))
    assert html.count("Yeni iş") >= 1
    assert "1 çalışma sürüyor" in html
    assert f"gun={day(2).date().isoformat()}" in html
    assert '<th scope="col">Pazartesi' in html


def test_the_calendar_of_a_neighbourhood_and_of_nonsense():
    planned("Bir", areas=("Argıncık",), planned_start=day(1))
    planned("İki", areas=("Sahabiye",), planned_start=day(1))
    month = day(1).strftime("%Y-%m")
    html = text("takvim", ay=month, mahalle="argincik")
    assert ">Bir<" in html
    assert ">İki<" not in html
    for wrong in ("2026-99", "bugün", "0000-01", "2026-1"):
        assert "bu ay gösteriliyor" in text("takvim", ay=wrong)
    assert "Bu mahalleyi bilmiyoruz" in text("takvim", mahalle="atlantis")


def test_a_street_is_found_in_whichever_way_it_is_typed():
    work("Oymak işi", streets=(("Oymak Caddesi", None),))
    work("Başka", streets=(("Işıklar Sokağı", None),))
    for typed in ("Oymak Caddesi", "oymak", "OYMAK CD.", "oymak caddesinde", "oymk cad", "oyamk"):
        assert cards(text("sokagimda", sokak=typed)) == ["Oymak işi"], typed
    for typed in ("ışıklar", "isiklar sokak", "Işklar", "IŞIKLAR"):
        assert cards(text("sokagimda", sokak=typed)) == ["Başka"], typed


def test_the_works_of_a_street_stand_under_now_to_come_and_over():
    street = {"streets": (("Oymak Caddesi", None),)}
    work("Süren", **street)
    planned("Gelecek", **street)
    finished("Biten", **street)
    html = text("sokagimda", sokak="oymak")
    assert re.findall(r'day-head">([^<]*)<', html) == ["Şu anda", "Gelecek", "Geçmiş"]
    assert cards(html) == ["Süren", "Gelecek", "Biten"]


def test_an_unknown_street_gets_proposals_or_a_word_of_help():
    work("Oymak işi", streets=(("Osman Kavuncu Bulvarı", None),))
    assert "Osman Kavuncu Bulvarı" in text("sokagimda", sokak="osmankavun")
    assert "Bu sokakta çalışma yok" in text("sokagimda", sokak="qqqq")
    assert "Bu sokakta çalışma yok" in text("sokagimda", sokak="caddesi")
    assert cards(text("sokagimda")) == []


def test_the_very_words_come_before_slips():
    known = [turkish.fold(name) for name in ("Gül Sokak", "Güller Sokak", "Göl Sokak")]
    assert matching("gül sokak", known) == sorted(known[:2])
    assert matching("", known) == []
    assert alike("", known) == []


def test_a_neighbourhood_has_its_sheet_with_every_open_work():
    work("İki mahalle", areas=("Argıncık", "Sahabiye"))
    finished("Bitti", areas=("Argıncık",))
    html = text("mahalleler")
    assert re.findall(r'<h2 id="h-([a-z-]+)"', html) == ["argincik", "sahabiye"]
    assert "Bitti" not in html
    only = text("mahalleler", mahalle="sahabiye")
    assert re.findall(r'<h2 id="h-([a-z-]+)"', only) == ["sahabiye"]


def done(title, ended, **fields):
    return finished(
        title,
        planned_start=ended - timedelta(days=3),
        planned_end=ended,
        actual_start=ended - timedelta(days=3),
        actual_end=ended,
        **fields,
    )


def test_the_figures_are_the_sums_of_the_finished_works():
    year = timezone.localdate().year - 1
    first = timezone.make_aware(timezone.datetime(year, 3, 10, 12))
    done("Bir", first, areas=("Argıncık", "Sahabiye"), area_m2=1000, tonnage=50)
    done("İki", first.replace(month=5), areas=("Sahabiye",), area_m2=500)
    done("Üç", first.replace(month=5), areas=("Sahabiye",), streets=(("Gül Sokak", None),))
    work("Sürüyor", area_m2=9999)
    done("Başka yıl", first.replace(year=year - 1), area_m2=7777)
    rows = json.loads(get("istatistik", yil=year, bicim="json").content)
    by_key = {(row["group"], row["value"]): row for row in rows}
    assert by_key["total", ""] == {
        **{"year": year, "group": "total", "value": "", "works": 3},
        **{"area_m2": 1500, "tonnes": 50, "streets": 3},
    }
    assert by_key["month", "03"]["area_m2"] == 1000
    assert (by_key["month", "05"]["works"], by_key["month", "05"]["streets"]) == (2, 2)
    assert by_key["neighbourhood", "argincik"]["tonnes"] == 50
    assert by_key["neighbourhood", "sahabiye"]["area_m2"] == 1500
    table = list(csv.DictReader(io.StringIO(text("istatistik", yil=year, bicim="csv"))))
    assert [{key: str(value) for key, value in row.items()} for row in rows] == table
    html = text("istatistik", yil=year)
    assert "1.500" in html
    assert 'rect width="100.0%"' in html
    assert "Mart" in html


def test_midnight_of_new_year_belongs_to_the_year_in_istanbul():
    year = timezone.localdate().year - 1
    done("Yılbaşı", timezone.make_aware(timezone.datetime(year, 1, 1, 0, 30)))
    rows = json.loads(get("istatistik", yil=year, bicim="json").content)
    assert [row["value"] for row in rows if row["group"] == "month"] == ["01"]


def test_figures_of_nonsense_are_explained_and_refused_as_data():
    index()
    assert "O yılın rakamı yok" in text("istatistik", yil="1923")
    for query in ({"yil": "uç", "bicim": "csv"}, {"bicim": "exe"}):
        response = get("istatistik", **query)
        assert response.status_code == 400
        assert "text/plain" in response["Content-Type"]


def test_the_figures_take_one_query():
    from content.roadworks.below.statistics import figures

    for number in range(4):
        finished(f"İş {number}", area_m2=10)
    with CaptureQueriesContext(connection) as found:
        figures(timezone.localtime(day(-10)).year, "tr")
    assert len([q for q in found if "published_publisheddocument" in q["sql"]]) == 1


def test_the_pages_stand_in_the_sitemap():
    index()
    from content.addresses import made_addresses

    assert {"tr": f"{URL}takvim/"} in list(made_addresses())
