"""The guide around a position, inside a part of the map, and open now."""

import json
import re
from datetime import time

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.places.gazetteer import look_up
from tests.factories.places import category, guide, open_weekdays, place
from tests.factories.site import neighbourhood

pytestmark = pytest.mark.django_db
LIST = "/kent-rehberi/"


def get(query: str = ""):
    response = Client().get(f"{LIST}{query}")
    assert response.status_code == 200
    return response


def titles(query: str = "") -> list[str]:
    entries = get(query).content.decode().partition('class="card-list"')[2]
    return re.findall(r'<h\d[^>]*>\s*<a href="/kent-rehberi/[^>]*>(\S+)', entries)


def three_places():
    area = neighbourhood("Argıncık", lat=38.76, lng=35.55)
    place("Ak Eczanesi", lat=38.80, lng=35.40, street="Sivas Bulvarı", neighbourhood=area)
    place("Boz Eczanesi", lat=38.741, lng=35.481)
    place("Cam Eczanesi")


def test_from_a_position_the_nearest_come_first_and_those_without_a_place_last():
    three_places()
    assert titles("?konum=38.740,35.480") == ["Boz", "Ak", "Cam"]
    assert titles("?konum=38.740,35.480&sirala=ad") == ["Ak", "Boz", "Cam"]
    html = get("?konum=38.740,35.480").content.decode()
    assert "140 m" in html
    assert "9,6 km" in html
    assert "hiçbir yerde saklanmaz" in html


def test_an_answer_with_a_position_is_kept_nowhere():
    three_places()
    response = get("?konum=38.740,35.480")
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "Cache-Control" not in get() or "public" in get()["Cache-Control"]


@pytest.mark.parametrize(
    "query",
    [
        "?konum=41.0,29.0",
        "?konum=x",
        "?konum=1,2,3",
        "?konum=nan,inf",
        "?kutu=1,2",
        "?kutu=9,9,1,1",
    ],
)
def test_a_position_or_part_that_makes_no_sense_is_said_and_left_out(query):
    three_places()
    assert titles(query) == ["Ak", "Boz", "Cam"]
    assert "callout tone-warning" in get(query).content.decode()


@pytest.mark.parametrize(
    "typed", ["Argıncık", "argincik", "Argincik Mah.", "sivas blv", "SİVAS BULVARI 12"]
)
def test_a_neighbourhood_or_street_can_be_typed_as_people_do(typed):
    three_places()
    assert len(look_up(typed)) == 1
    assert titles(f"?yer={typed}")[-1] == "Cam"
    assert "Uzaklıklar şuradan ölçülür" in get(f"?yer={typed}").content.decode()


def test_a_street_through_several_neighbourhoods_is_asked_back():
    for name in ("Argıncık", "Şeker"):
        place(
            f"{name} Parkı",
            lat=38.7,
            lng=35.5,
            street="Uzun Cadde",
            neighbourhood=neighbourhood(name),
        )
    html = get("?yer=uzun cad").content.decode()
    assert "Hangisini arıyorsunuz?" in html
    assert "yer=Uzun+Cadde%2C+%C5%9Eeker" in html
    assert [spot.name for spot in look_up("Uzun Cadde, Şeker")] == ["Uzun Cadde, Şeker"]


def test_an_unknown_place_is_said():
    three_places()
    assert "adlı bir yer bulamadık" in get("?yer=yokboyle").content.decode()


def test_a_part_of_the_map_keeps_what_lies_in_it_and_can_be_left():
    three_places()
    assert titles("?kutu=35.47,38.73,35.49,38.75") == ["Boz"]
    html = get("?kutu=35.47,38.73,35.49,38.75").content.decode()
    assert "Haritanın seçili bölümünde" in html
    assert 'type="hidden" name="kutu" value="35.47,38.73,35.49,38.75"' in html


def test_the_map_gets_every_place_of_the_filters_and_the_names_of_neighbourhoods():
    three_places()
    for number in range(30):
        place(f"Park {number}", category=category("Park", "Yeşil"), lat=38.7, lng=35.4)
    page = get("?tur=eczane&kutu=35,38,36,39&konum=38.740,35.480").content.decode()
    assert 'data-geojson="/kent-rehberi/akis.harita?tur=eczane"' in page
    response = get("akis.harita?tur=eczane")
    data = json.loads(response.content)
    assert response["Content-Type"] == "application/geo+json; charset=utf-8"
    assert [item["properties"]["title"] for item in data["features"]] == [
        "Ak Eczanesi",
        "Boz Eczanesi",
    ]
    assert data["areas"] == [["Argıncık", 35.55, 38.76]]
    assert len(json.loads(get("akis.harita").content)["features"]) == 32


def test_only_what_is_open_now_when_asked():
    open_weekdays(place("Ofis Binası"), time(8, 30), time(17))
    place("Acil Servis", always_open=True)
    place("Bilinmez Yer")
    with time_machine.travel("2026-11-24T13:59:00Z", tick=False):  # 16.59
        assert titles("?acik=simdi") == ["Acil", "Ofis"]
        assert "Bugün 17.00’ye kadar açık" in get().content.decode()
    with time_machine.travel("2026-11-24T14:00:00Z", tick=False):
        assert titles("?acik=simdi") == ["Acil"]
        assert "Şimdi kapalı, açılış yarın 08.30" in get().content.decode()
    assert titles("?acik=belki") == ["Acil", "Bilinmez", "Ofis"]


def test_the_kept_page_is_right_again_with_the_next_minute(settings):
    settings.PAGE_CACHE_BYTES = 1_000_000
    open_weekdays(place("Ofis Binası"), time(8, 30), time(17))
    client = Client()
    with time_machine.travel("2026-11-24T13:59:30Z", tick=False):
        assert "Bugün 17.00’ye kadar açık" in client.get(LIST).content.decode()
    with time_machine.travel("2026-11-24T14:00:00Z", tick=False):
        assert "Bugün 17.00’ye kadar açık" not in client.get(LIST).content.decode()


def test_with_position_part_and_clock_it_still_reads_at_most_six_times():
    guide()
    for number in range(25):
        place(f"Eczane {number}", lat=38.7 + number / 1000, lng=35.4, street=f"Sokak {number}")
    query = "?yer=sokak 3&kutu=35,38,36,39&acik=simdi"
    get(query)
    with CaptureQueriesContext(connection) as queries:
        get(query)
    asked = [query for query in queries if "publicationstate" not in query["sql"]]
    assert 1 <= len(asked) <= 6
