"""The guide on other sites, and as a file."""

import csv
import html
import io
import json
import re
from datetime import date, time
from xml.etree import ElementTree

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.places.models import PlaceException, PlaceHours
from tests.factories.places import (
    category,
    draft_place,
    english_guide,
    expired_place,
    open_weekdays,
    place,
    private_place,
    translated,
)
from tests.factories.site import neighbourhood

pytestmark = pytest.mark.django_db
FRAME = "/kent-rehberi/gomulu/"
BUILDER = "/kent-rehberi/sitenize-ekleyin/"
KML = "{http://www.opengis.net/kml/2.2}"


def body(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


def listed(path: str) -> list[str]:
    return re.findall(r'<li><a href="http://testserver/[^"]*"[^>]*>([^<]+)</a>', body(path))


def test_the_frame_shows_what_is_public_of_the_asked_category():
    place("Lale Eczanesi")
    place("Gül Parkı", category=category("Park", "Park ve Spor"))
    for make in (draft_place, private_place, expired_place):
        make()
    assert listed(f"{FRAME}?kategori=eczane") == ["Lale Eczanesi"]
    assert listed(FRAME) == ["Gül Parkı", "Lale Eczanesi"]


def test_only_this_address_may_be_framed_by_others_and_it_sets_no_cookie():
    page = place()
    response = Client().get(FRAME)
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert not response.cookies
    assert "<script" not in response.content.decode()
    for path in (page.get_url(), "/kent-rehberi/", BUILDER, "/kent-rehberi/eczane/"):
        other = Client().get(path)
        assert "frame-ancestors 'self'" in other["Content-Security-Policy"]
        assert other["X-Frame-Options"] == "SAMEORIGIN"


def test_size_neighbourhood_and_a_single_place_can_be_asked_for():
    area = neighbourhood()
    pages = [place(f"Eczane {number:02}", neighbourhood=area) for number in range(12)]
    place("Uzak Eczane", neighbourhood=neighbourhood("Argıncık"))
    assert len(listed(f"{FRAME}?mahalle=sahabiye&boy=kucuk")) == 5
    assert len(listed(f"{FRAME}?mahalle=sahabiye&boy=buyuk")) == 12
    assert listed(f"{FRAME}?yer={pages[3].pk}") == ["Eczane 03"]


def test_it_speaks_the_asked_language_where_the_guide_does():
    english_guide()
    translated(place(), "Lale Pharmacy", "")
    response = Client().get(f"{FRAME}?dil=en")
    assert response["Content-Language"] == "en"
    assert '<html lang="en"' in response.content.decode()
    assert "Lale Pharmacy" in response.content.decode()
    assert '<html lang="tr"' in body(f"{FRAME}?dil=ar")


def label(path: str, moment: str) -> str:
    """Return what a page says first of a place's hours at a moment of local time."""
    with time_machine.travel(f"{moment}+03:00", tick=False):
        found = re.findall(r'<span class="pill tone-\w+">.*?</svg>([^<]*)</span>', body(path), re.S)
    return found[0] if found else ""


def office(**fields):
    """Return a place open on weekdays from 8.30 to 17, closed on public and religious holidays."""
    rules = {"public_holidays": "closed", "religious_holidays": "closed"}
    return open_weekdays(place("Ofis Binası", **rules, **fields))


def hours(page, *rows, **fields):
    """Give a place other rows of hours: weekdays from and to, opens, closes."""
    page.hours.add(
        *(
            PlaceHours(weekday=first, last_weekday=last, opens=opens, closes=closes, **fields)
            for first, last, opens, closes in rows
        )
    )
    page.full_clean()
    page.save()
    return page


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-24T16:59", "Bugün 17.00’ye kadar açık"),
        ("2026-11-24T17:00", "Şimdi kapalı, açılış yarın 08.30"),
        ("2026-11-27T17:00", "Şimdi kapalı, açılış Pazartesi 08.30"),
        ("2026-10-28T10:00", "Bugün 13.00’e kadar açık"),  # closed from 13.00 on, law 2429
        ("2026-10-29T10:00", "Şimdi kapalı, açılış yarın 08.30"),  # Republic Day, a Thursday
        ("2026-03-19T14:00", "Şimdi kapalı, açılış Pazartesi 08.30"),  # the eve of a feast
    ],
)
def test_the_frame_says_of_an_office_what_its_page_says_on_holidays_too(moment, words):
    page = office()
    assert label(FRAME, moment) == words
    assert label(page.get_url(), moment) == words


def test_the_frame_heeds_exceptions():
    page = office()
    day = date(2026, 11, 24)
    page.exceptions.add(
        PlaceException(first_day=day, last_day=day, opens=time(10), closes=time(11))
    )
    page.full_clean()
    page.save()
    assert label(FRAME, "2026-11-24T09:00") == "Şimdi kapalı, açılış bugün 10.00"
    assert label(FRAME, "2026-11-24T10:30") == "Bugün 11.00’e kadar açık"
    assert label(FRAME, "2026-11-24T11:00") == "Şimdi kapalı, açılış yarın 08.30"


def test_the_frame_heeds_the_hours_of_ramadan():
    hours(office(), (0, 4, time(9), time(15, 30)), in_ramadan=True)
    assert label(FRAME, "2026-02-18T16:00") == "Bugün 17.00’ye kadar açık"
    assert label(FRAME, "2026-02-19T15:00") == "Bugün 15.30’a kadar açık"
    assert label(FRAME, "2026-02-19T16:00") == "Şimdi kapalı, açılış yarın 09.00"


def test_the_frame_is_right_after_midnight():
    hours(place("Gece Kütüphanesi"), (5, 5, time(20), time(2)))
    assert label(FRAME, "2026-11-28T23:00") == "Gece 02.00’ye kadar açık"
    assert label(FRAME, "2026-11-29T01:59") == "Bugün 02.00’ye kadar açık"
    assert label(FRAME, "2026-11-29T02:00") == "Şimdi kapalı, açılış Cumartesi 20.00"


def test_the_frame_warns_where_nobody_knows_and_is_silent_where_nothing_is_known():
    open_weekdays(place("Lale Lokantası"))
    assert label(FRAME, "2026-10-29T10:00").startswith("Bugün Cumhuriyet Bayramı: kapalı olabilir")
    place("Bilinmez Yer", category=category("Park", "Park ve Spor"))
    assert label(f"{FRAME}?kategori=park", "2026-11-24T10:00") == ""


def test_the_frame_says_it_in_its_own_language():
    english_guide()
    translated(place("Acil Servis", always_open=True), "Emergency", "")
    assert label(f"{FRAME}?dil=en", "2026-11-24T03:00") == "Open now, 24 hours"


def test_a_kept_frame_is_asked_for_again_and_right_with_the_next_minute(settings):
    settings.PAGE_CACHE_BYTES = 1_000_000
    office()
    client = Client()
    with time_machine.travel("2026-11-24T16:59:30+03:00", tick=False):
        first = client.get(FRAME)
        with CaptureQueriesContext(connection) as queries:
            second = client.get(FRAME)
        assert [query for query in queries if "publicationstate" not in query["sql"]] == []
        assert "Bugün 17.00’ye kadar açık" in second.content.decode()
        assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    with time_machine.travel("2026-11-24T17:00:00+03:00", tick=False):
        later = client.get(FRAME, headers={"If-None-Match": first["ETag"]})
        assert "Şimdi kapalı, açılış yarın 08.30" in later.content.decode()


@pytest.mark.parametrize(
    "query", ["kategori=yok", "boy=dev", "dil=xx", "mahalle=%00", "yer=x", "yer=99999999999999999"]
)
def test_wrong_values_do_no_harm(query):
    place("Lale Eczanesi")
    assert listed(f"{FRAME}?{query}") == ["Lale Eczanesi"]


def test_the_code_to_copy_is_the_frame_that_is_shown():
    place(category=category('Eczane "1" & <b>'))
    page = body(f"{BUILDER}?kategori=eczane-1-b&boy=kucuk")
    code = html.unescape(re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", page, re.S)[1])
    frame = ElementTree.fromstring(code)
    assert (frame.tag, frame.get("height"), frame.get("width")) == ("iframe", "360", "100%")
    address = frame.get("src")
    assert address.startswith(f"http://testserver{FRAME}?")
    assert listed(address.removeprefix("http://testserver")) == ["Lale Eczanesi"]
    preview = re.search(r'class="embed-preview" src="([^"]+)"', page)[1]
    assert html.unescape(preview) == address


def test_the_list_leads_to_the_code_and_to_the_files():
    place(lat=38.7, lng=35.4)
    page = body("/kent-rehberi/eczane/?ad=lale")
    assert f'href="{BUILDER}?kategori=eczane"' in page
    for form in ("csv", "geojson", "kml"):
        assert f'href="/kent-rehberi/eczane/akis.{form}?ad=lale"' in page
        assert "Lale" in body(f"/kent-rehberi/eczane/akis.{form}?ad=lale")


def test_kml_is_well_formed_whatever_the_words_and_points_are_right():
    place(
        'Lale & <Gül> "Eczanesi"',
        lat=38.7402,
        lng=35.479,
        phones="0352 222 89 60",
        description="a ]]> b",
        step_free="yes",
    )
    place("Noktasız")
    draft_place(lat=38.7, lng=35.4)
    response = Client().get("/kent-rehberi/akis.kml")
    assert response["Content-Type"].startswith("application/vnd.google-earth.kml+xml")
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{KML}kml"
    (mark,) = root.iter(f"{KML}Placemark")
    assert mark.findtext(f"{KML}name") == 'Lale & <Gül> "Eczanesi"'
    assert mark.findtext(f"{KML}description") == "a ]]> b"
    assert mark.findtext(f"{KML}Point/{KML}coordinates") == "35.479,38.7402"
    data = {item.get("name"): item.findtext(f"{KML}value") for item in mark.iter(f"{KML}Data")}
    assert data["step_free"] == "yes"
    assert data["url"].startswith("http://testserver/kent-rehberi/")


def test_files_hold_the_whole_list_narrowed_like_the_list():
    for number in range(25):
        place(f"Eczane {number:02}", lat=38.7, lng=35.4)
    place("Gül Parkı", category=category("Park", "Park ve Spor"), lat=38.7, lng=35.4)
    found = json.loads(body("/kent-rehberi/akis.geojson?tur=eczane"))
    assert len(found["features"]) == 25
    assert found["features"][0]["geometry"]["coordinates"] == [35.4, 38.7]
    rows = list(
        csv.DictReader(
            io.StringIO(body("/kent-rehberi/akis.csv?tur=eczane").removeprefix("\ufeff"))
        )
    )
    assert [row["title"] for row in rows][:2] == ["Eczane 00", "Eczane 01"]
    assert len(rows) == 25
    with CaptureQueriesContext(connection) as queries:
        body("/kent-rehberi/akis.kml")
    asked = [query for query in queries if "publicationstate" not in query["sql"]]
    assert len(asked) == 2  # the page above, and its places
