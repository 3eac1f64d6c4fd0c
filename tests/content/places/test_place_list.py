"""The guide's list: who stands in it, filters, groups, order, reads."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.places import (
    category,
    draft_place,
    expired_place,
    guide,
    place,
    private_place,
)
from tests.factories.site import neighbourhood

pytestmark = pytest.mark.django_db
LIST = "/kent-rehberi/"


def shown(query: str = "") -> str:
    response = Client().get(f"{LIST}{query}")
    assert response.status_code == 200
    return response.content.decode()


def titles(query: str = "") -> list[str]:
    """Return the first word of each entry's name, in order."""
    entries = shown(query).partition('class="card-list"')[2]
    return re.findall(r'<h\d[^>]*>\s*<a href="/kent-rehberi/[^>]*>(\S+)', entries)


def tiles(query: str = "") -> list[tuple[str, str]]:
    """Return name and count of the tiles above the list."""
    pattern = r'service-title">(.*?)<.*?service-text">(\d+)'
    return re.findall(pattern, shown(query), re.S)


def some_places():
    area = neighbourhood("Argıncık")
    place("Lale Eczanesi", neighbourhood=area, step_free="yes", verified_on=date(2026, 1, 1))
    place("Gül Eczanesi", step_free="no", verified_on=date(2026, 9, 1))
    place("Menekşe Parkı", category=category("Park", "Park ve Spor"), other_names="Eski Bahçe")


def test_only_what_is_public_stands_in_it():
    place("Lale Eczanesi")
    draft_place()
    private_place()
    expired_place()
    assert titles() == ["Lale"]
    assert "Gizli Eczane" not in shown()


def test_it_follows_the_turkish_alphabet():
    for name in ("Şifa Eczanesi", "Çınar Eczanesi", "Lale Eczanesi"):
        place(name)
    assert titles() == ["Çınar", "Lale", "Şifa"]


def test_the_most_recently_verified_come_first_when_asked_and_the_others_last():
    some_places()
    assert titles("?sirala=dogrulanan") == ["Gül", "Lale", "Menekşe"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?tur=eczane", ["Gül", "Lale"]),
        ("?tur=park-ve-spor", ["Menekşe"]),
        ("?mahalle=argincik", ["Lale"]),
        ("?uygun=stroller", ["Lale"]),
        ("?uygun=hearing", []),
        ("?ad=bahçe", ["Menekşe"]),
        ("?ad=lale&tur=eczane", ["Lale"]),
    ],
)
def test_each_filter_narrows_it(query, expected):
    some_places()
    assert titles(query) == expected


@pytest.mark.parametrize("query", ["?tur=yok", "?sirala=x", "?sayfa=99", "?ad=%00", "?uygun=1"])
def test_wrong_values_do_no_harm(query):
    some_places()
    assert titles(query) == ["Gül", "Lale", "Menekşe"]


def test_at_first_the_groups_stand_above_it_then_the_categories_of_the_chosen_one():
    some_places()
    assert tiles() == [("Park ve Spor", "1"), ("Sağlık", "2")]
    assert tiles("?tur=saglik") == [("Eczane", "2")]
    assert tiles("?ad=lale") == []


def test_the_categories_are_offered_below_their_groups():
    some_places()
    html = shown()
    assert '<optgroup label="Sağlık">' in html
    assert '<option value="eczane">Eczane</option>' in html


def test_nothing_found_leads_back_to_everything():
    some_places()
    html = shown("?ad=yokboyle")
    assert f'href="{LIST}"' in html
    assert "Uygun yer bulunamadı" in html


def test_it_reads_at_most_six_times():
    guide()
    for number in range(25):
        place(f"Eczane {number}", neighbourhood=neighbourhood(f"Mahalle {number}"))
    shown()
    with CaptureQueriesContext(connection) as queries:
        shown("?tur=saglik&ad=eczane")
    # The number of the generation is asked for in tests alone, where nobody listens for it.
    asked = [query for query in queries if "publicationstate" not in query["sql"]]
    assert 1 < len(asked) <= 6
