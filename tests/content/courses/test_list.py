"""The list of courses: tabs, filters, order, feeds, and what must never stand in it."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.courses import (
    branch,
    cancelled,
    closed,
    course,
    day,
    draft,
    ended,
    index,
    moment,
    private,
    running,
    soon,
)

pytestmark = pytest.mark.django_db
URL = "/kurslar/"
TABS = ("guncel", "basvuru", "yakinda", "suren", "biten")


def listed(**query) -> list[str]:
    """Return the titles in the list, in their order."""
    html = Client().get(URL, query).content.decode()
    return [match.strip() for match in re.findall(r'card-title"><a href="[^"]*">([^<]*)</a>', html)]


def test_drafts_private_and_expired_courses_stand_nowhere():
    index()
    course("Herkese açık")
    draft("Taslak")
    private()
    course("Süresi dolan", expire_at=timezone.now() + timedelta(hours=1))
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        assert listed() == ["Herkese açık"]
        for tab in TABS:
            assert set(listed(donem=tab)) <= {"Herkese açık"}
        feed = json.loads(Client().get(f"{URL}akis.json").content)
        assert [item["title"] for item in feed["items"]] == ["Herkese açık"]
        table = Client().get(f"{URL}akis.csv").content.decode()
        assert "Taslak" not in table
        assert "Gizli" not in table


def test_the_tabs_follow_the_dates_and_what_can_be_applied_for_comes_first():
    running("Sürüyor")
    ended("Bitti")
    closed("Kapandı")
    cancelled("İptal")
    course("Dolu", standing="full")
    soon("Yakında")
    course("Açık")
    assert listed() == ["Açık", "Yakında", "Dolu", "Kapandı", "Sürüyor", "İptal"]
    assert listed(donem="basvuru") == ["Açık"]
    assert listed(donem="yakinda") == ["Yakında"]
    assert listed(donem="suren") == ["Sürüyor"]
    assert listed(donem="biten") == ["Bitti"]


def test_a_course_moves_from_tab_to_tab_with_time_alone():
    soon("Ebru", starts_on=day(12), ends_on=day(40))
    assert (listed(donem="yakinda"), listed(donem="basvuru")) == (["Ebru"], [])
    with time_machine.travel(moment(2, 10), tick=False):
        assert (listed(donem="yakinda"), listed(donem="basvuru")) == ([], ["Ebru"])
        assert "Başvuru açık" in Client().get(URL).content.decode()
    with time_machine.travel(moment(10), tick=False):
        assert (listed(donem="basvuru"), listed()) == ([], ["Ebru"])
    with time_machine.travel(moment(12, 23), tick=False):
        assert listed(donem="suren") == ["Ebru"]
    with time_machine.travel(moment(41, 1), tick=False):
        assert (listed(), listed(donem="biten")) == ([], ["Ebru"])


def test_the_list_is_narrowed_by_branch_neighbourhood_age_time_and_status():
    course("Bir", branch=branch("Müzik"), area="Argıncık", min_age=18)
    course("İki", lessons=((5, "10:00", "12:00"),), min_age=8, max_age=12)
    soon("Üç", max_age=15)
    assert listed(brans="muzik") == ["Bir"]
    assert listed(mahalle="argincik") == ["Bir"]
    assert listed(kimler="adults") == ["Bir"]
    assert set(listed(kimler="children")) == {"İki", "Üç"}
    assert listed(zaman="weekend") == ["İki"]
    assert set(listed(zaman="evening")) == {"Bir", "Üç"}
    assert listed(durum="soon") == ["Üç"]
    assert listed(ara="sifirdan bir") == ["Bir"]


def test_courses_are_sorted_by_first_day_or_name():
    course("Ney", starts_on=day(20))
    course("Çini", starts_on=day(30))
    course("Ebru", starts_on=day(12))
    assert listed(sirala="baslangic") == ["Ebru", "Ney", "Çini"]
    assert listed(sirala="ad") == ["Çini", "Ebru", "Ney"]


def test_wrong_values_in_the_address_are_explained_and_the_rest_is_shown():
    course("Ebru")
    query = {"donem": "dun", "brans": "yok", "sayfa": "x", "sirala": "?"}
    html = Client().get(URL, query).content.decode()
    assert "Ebru" in html
    assert html.count('class="callout tone-warning') == 4


def test_an_empty_list_offers_a_way_on():
    index()
    html = Client().get(URL, {"donem": "biten"}).content.decode()
    assert "Burada kurs yok" in html
    assert "bildirim" in html


def test_a_page_of_the_list_costs_four_queries_however_long_it_is():
    for number in range(25):
        course(f"Kurs {number}", lat=38.74, lng=35.48)
    Client().get(URL)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        html = Client().get(URL, {"sayfa": "2", "kimler": "adults"}).content.decode()
    # The generation is told by the database in a running site; tests ask for it each time.
    asked = [q["sql"] for q in queries if "publicationstate" not in q["sql"]]
    assert html.count('class="card"') == 5
    assert len(asked) <= 5, asked  # the page, count, documents, the map, counts of filters


def test_the_map_has_a_point_for_each_course_of_the_whole_list():
    course("Ebru", lat=38.74, lng=35.48)
    course("Ney")
    html = Client().get(URL).content.decode()
    [data] = re.findall(r"data-map-data>(.*?)</script>", html)
    [feature] = json.loads(data)["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [35.48, 38.74]}
    assert feature["properties"]["title"] == "Ebru"
