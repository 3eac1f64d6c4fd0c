"""Feeds of lists, read by real readers: the same documents as the list, with stable ids."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from content.feeds import formats
from tests.factories import obituaries, places, roadworks
from tests.factories.site import neighbourhood

pytestmark = pytest.mark.django_db
WORKS, DEATHS = "/asfalt-calismalari/", "/vefat-ilanlari/"


def get(address, **query):
    """Return a feed's answer; it must be one."""
    response = Client().get(address, query)
    assert response.status_code == 200, response.content.decode()[:200]
    return response


def calendar(address, **query):
    return Calendar.from_ical(get(address, **query).content).walk("VEVENT")


def standing(address, **query):
    return [item for item in calendar(address, **query) if item["status"] != "CANCELLED"]


def test_every_format_holds_what_the_list_holds_and_nothing_private():
    roadworks.work("Herkese açık")
    roadworks.draft("Taslak")
    private = roadworks.work("Gizli")
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.PASSWORD, password="gizli-parola"
    )
    atom = feedparser.parse(get(WORKS + "akis.atom").content)
    assert (atom.version, atom.bozo) == ("atom10", False)
    titles = {
        "atom": [item.title for item in atom.entries],
        "json": [item["title"] for item in json.loads(get(WORKS + "akis.json").content)["items"]],
        "ics": [str(item["summary"]) for item in standing(WORKS + "akis.ics")],
        "geojson": [
            item["properties"]["title"]
            for item in json.loads(get(WORKS + "akis.geojson").content)["features"]
        ],
        "csv": [
            row["title"]
            for row in csv.DictReader(
                io.StringIO(get(WORKS + "akis.csv").content.decode("utf-8-sig"))
            )
        ],
    }
    assert set(map(tuple, titles.values())) == {("Herkese açık",)}


def test_a_feed_is_narrowed_as_its_list_and_says_so():
    roadworks.work("Burada", areas=("Sahabiye",))
    roadworks.work("Orada", areas=("Erkilet",))
    atom = feedparser.parse(get(WORKS + "akis.atom", mahalle="erkilet").content)
    assert [item.title for item in atom.entries] == ["Orada"]
    assert "Erkilet" in atom.feed.title
    assert atom.feed.link.endswith("/asfalt-calismalari/?mahalle=erkilet")


def test_what_a_feed_does_not_understand_is_refused_rather_than_left_out():
    roadworks.work("Burada")
    for query in ({"mahalle": "yok-boyle"}, {"sirala": "x"}, {"sayfa": "0"}, {"sayfa": "²"}):
        response = Client().get(WORKS + "akis.atom", query)
        assert response.status_code == 400
        assert response.content.decode().strip()


def test_ids_and_sequence_follow_a_document_through_corrections_and_moves():
    page = roadworks.work("Oymak Caddesi")
    before = calendar(WORKS + "akis.ics")[0]
    page.refresh_from_db()
    page.slug, page.planned_end = "yeni-adres", roadworks.day(9, 18)
    page.save_revision().publish()
    after = calendar(WORKS + "akis.ics")[0]
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtend") == roadworks.day(9, 18).astimezone(UTC)
    assert str(after["url"]).endswith("/asfalt-calismalari/yeni-adres/")


def test_a_cancelled_work_is_a_cancelled_event():
    roadworks.work("Olmayacak", status="cancelled", status_reason="Ertelendi")
    events = calendar(WORKS + "akis.ics", donem="tumu")
    assert [str(item["status"]) for item in events] == ["CANCELLED"]


def test_what_is_withdrawn_leaves_calendars_by_its_id_and_says_nothing_more():
    neighbourhood("Erkilet")
    page = roadworks.planned("Olmayacak Caddesi", areas=("Sahabiye",))
    before = calendar(WORKS + "akis.ics", donem="tumu")[0]
    page.unpublish()
    [gone] = calendar(WORKS + "akis.ics", mahalle="sahabiye", sokak="olmayacak")
    assert (gone["uid"], str(gone["status"])) == (before["uid"], "CANCELLED")
    assert gone["sequence"] > before["sequence"]
    assert gone.decoded("dtstart") == before.decoded("dtstart")
    answer = get(WORKS + "akis.ics").content.decode()
    assert "Olmayacak" not in answer
    assert calendar(WORKS + "akis.ics", mahalle="erkilet", donem="tumu") == []
    page.save_revision().publish()
    [again] = calendar(WORKS + "akis.ics", donem="tumu")
    assert (again["uid"], str(again["status"])) == (before["uid"], "TENTATIVE")
    assert again["sequence"] > gone["sequence"]


def test_what_was_over_when_it_was_withdrawn_is_not_called_off():
    roadworks.finished("Bitmiş Caddesi").unpublish()
    assert calendar(WORKS + "akis.ics", donem="tumu") == []


def test_atom_tells_what_was_taken_away_and_when():
    page = roadworks.planned("Olmayacak Caddesi")
    kept = roadworks.planned("Kalan Cadde")
    before = feedparser.parse(get(WORKS + "akis.atom", donem="tumu").content)
    ids = {item.title: item.id for item in before.entries}
    page.unpublish()
    body = get(WORKS + "akis.atom", donem="tumu").content
    after = feedparser.parse(body)
    assert (after.bozo, [item.title for item in after.entries]) == (False, [kept.title])
    tree = ElementTree.fromstring(body)
    [grave] = tree.findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert grave.get("ref") == ids["Olmayacak Caddesi"]
    assert datetime.fromisoformat(grave.get("when"))
    assert after.feed.updated_parsed >= before.feed.updated_parsed


def test_a_geographic_information_system_opens_the_list(tmp_path):
    import pyogrio

    roadworks.work("Oymak Caddesi")
    file = tmp_path / "yollar.geojson"
    file.write_bytes(get(WORKS + "akis.geojson").content)
    found = pyogrio.read_info(file)
    assert (found["driver"], found["features"], found["crs"]) == ("GeoJSON", 1, "EPSG:4326")
    meta, _ids, shapes, values = pyogrio.raw.read(file)
    assert values[list(meta["fields"]).index("title")][0] == "Oymak Caddesi"
    assert shapes[0]  # well-known binary of the line


def test_a_funeral_is_an_hour_at_its_mosque_and_a_day_while_no_time_is_known():
    obituaries.obituary("Hatice ÖRNEK")
    obituaries.obituary("Ahmet DENEME", prayer="ikindi", prayer_time=None)
    with obituaries.on(obituaries.DEATH):
        events = {
            str(item["summary"]): item
            for period in ("bugun", "yarin", "bu-hafta", "arsiv")
            for item in calendar(DEATHS + "akis.ics", donem=period)
        }
    timed, open_day = events["Hatice ÖRNEK"], events["Ahmet DENEME"]
    assert timed.decoded("dtstart") == datetime(2026, 3, 3, 9, 45, tzinfo=UTC)
    assert timed.decoded("dtend") == datetime(2026, 3, 3, 10, 45, tzinfo=UTC)
    assert str(timed["location"]) == "Argıncık Merkez Camii"
    assert open_day.decoded("dtstart") == date(2026, 3, 3)


def test_long_lists_go_on_page_by_page(monkeypatch):
    for number in range(3):
        roadworks.work(f"Yol {number}")
    monkeypatch.setitem(formats.FORMATS, "json", replace(formats.FORMATS["json"], page_size=2))
    first = json.loads(get(WORKS + "akis.json").content)
    assert len(first["items"]) == 2
    path = first["next_url"].removeprefix("http://testserver")
    second = json.loads(get(path).content)
    assert "next_url" not in second
    ids = [item["id"] for item in first["items"] + second["items"]]
    assert len(set(ids)) == 3


def test_a_list_without_times_has_no_calendar_and_other_endings_no_feed():
    roadworks.work("Yol")
    assert Client().get(WORKS + "akis.pdf").status_code == 404
    assert Client().get("/yok/akis.atom").status_code == 404
    assert formats.feed_links(("place",), "/kent-rehberi/?tur=x")[0]["url"] == (
        "/kent-rehberi/akis.atom?tur=x"
    )
    assert "ics" not in {item["suffix"] for item in formats.feed_links(("place",), "/")}


def test_a_feed_costs_three_queries_and_the_list_links_to_it():
    roadworks.work("Yol")
    get(WORKS + "akis.atom")
    with CaptureQueriesContext(connection) as queries:
        get(WORKS + "akis.atom")
    # The generation is told by the database in a running site; tests ask for it each time.
    asked = [q["sql"] for q in queries if "publicationstate" not in q["sql"]]
    assert len(asked) == 3, asked  # the page, its documents, what was withdrawn
    html = Client().get(WORKS, {"mahalle": "sahabiye"}).content.decode()
    assert 'href="/asfalt-calismalari/akis.ics?mahalle=sahabiye"' in html
    assert '<link rel="alternate" type="application/atom+xml"' in html


def test_a_feed_knows_nothing_of_where_its_reader_stands():
    places.place("Yakın Park", lat=38.74, lng=35.48)
    feed = get("/kent-rehberi/akis.json", konum="38.740,35.480", yer="Sahabiye")
    assert "konum" not in feed.content.decode()
    html = Client().get("/kent-rehberi/", {"konum": "38.740,35.480"}).content.decode()
    assert 'href="/kent-rehberi/akis.atom"' in html


def test_what_is_made_below_a_page_has_feeds_only_where_it_is_a_list():
    places.place("Lale Eczanesi")
    titles = [
        i["title"] for i in json.loads(get("/kent-rehberi/eczane/akis.json").content)["items"]
    ]
    assert titles == ["Lale Eczanesi"]
    assert Client().get("/kent-rehberi/gomulu/akis.json").status_code == 404
