"""The page and the API: who is on duty at which minute, by which date."""

import json
import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.duty import TUESDAY, duty_page, on_duty, pharmacy
from tests.factories.places import draft_place, expired_place, private_place, translated
from tests.factories.site import neighbourhood

pytestmark = pytest.mark.django_db
PAGE = "/kent-rehberi/nobetci-eczaneler/"
API = "/api/v1/pharmacies-on-duty"


def shown(query: str = "", path: str = PAGE) -> str:
    response = Client().get(f"{path}{query}")
    assert response.status_code == 200
    return response.content.decode()


def names(html: str) -> list[str]:
    return re.findall(r'card-title"><a[^>]*>(\S+)', html)


def answer(query: str = "") -> dict:
    return json.loads(Client().get(f"{API}{query}").content)


def a_rota():
    on_duty("Lale Eczanesi", TUESDAY, lat=38.74, lng=35.47)
    on_duty("Gül Eczanesi", date(2026, 11, 25))


@time_machine.travel("2026-11-24T17:30:00Z", tick=False)  # 20.30 in Istanbul
def test_in_the_evening_it_shows_todays_with_number_and_way():
    a_rota()
    html = shown()
    assert names(html) == ["Lale"]
    assert "Şu an nöbetçi" in html
    assert 'href="tel:03520001008"' in html
    assert 'href="geo:38.74,35.47?q=38.74,35.47"' in html


@time_machine.travel("2026-11-24T23:00:00Z", tick=False)  # 02.00 on Wednesday
def test_past_midnight_it_still_shows_yesterdays():
    a_rota()
    html = shown()
    assert names(html) == ["Lale"]
    assert "Şu an nöbetçi" in html
    assert [duty["date"] for duty in answer()["duties"]] == ["2026-11-24"]


@time_machine.travel("2026-11-25T06:00:00Z", tick=False)  # 09.00 on Wednesday
def test_by_day_it_shows_the_coming_ones_and_says_that_the_others_are_open():
    a_rota()
    html = shown()
    assert names(html) == ["Gül"]
    assert "Şu an nöbetçi" not in html
    assert "nöbet saati 19.00" in html
    assert answer()["duties"][0]["holds_now"] is False


@pytest.mark.parametrize(
    ("moment", "tabs"),
    [
        ("2026-11-24T23:00:00Z", ["Şu anda", "Bu akşam"]),
        ("2026-11-24T09:00:00Z", ["Bu akşam", "Yarın"]),
        ("2026-11-24T18:00:00Z", ["Şu anda", "Yarın"]),
        ("2026-11-28T23:00:00Z", ["Şu anda", "Bugün"]),  # Sunday at 02.00
    ],
)
def test_the_tabs_are_called_as_people_would_say(moment, tabs):
    a_rota()
    with time_machine.travel(moment, tick=False):
        (nav,) = re.findall(r'<ul class="tabs">(.*?)</ul>', shown(), re.S)
    assert re.findall(r">([^<>]+)</a>", nav) == tabs


@time_machine.travel("2026-11-24T09:00:00Z", tick=False)
def test_any_day_can_be_asked_for_by_its_date():
    a_rota()
    assert names(shown("?gun=2026-11-25")) == ["Gül"]
    assert "henüz girilmedi" in shown("?gun=2026-12-31")


@time_machine.travel("2026-11-24T09:00:00Z", tick=False)
@pytest.mark.parametrize("query", ["?gun=dün", "?gun=0001-01-01", "?gun=9999-12-31", "?gun=%00"])
def test_a_day_that_is_none_is_said_and_todays_are_shown(query):
    a_rota()
    html = shown(query)
    assert names(html) == ["Lale"]
    assert "Bu günü anlayamadık" in html


@time_machine.travel("2026-11-24T18:00:00Z", tick=False)
def test_who_is_not_public_is_not_named():
    on_duty("Lale Eczanesi")
    for page in (draft_place(), private_place(), expired_place()):
        on_duty(page.title)
    assert names(shown()) == ["Lale"]
    assert "Gizli" not in json.dumps(answer(), ensure_ascii=False)


@time_machine.travel("2026-11-24T18:00:00Z", tick=False)
def test_they_follow_the_alphabet_of_their_neighbourhoods():
    for name, area in (("Gül", "Şeker"), ("Lale", "Çevril"), ("Nar", "Sahabiye")):
        on_duty(f"{name} Eczanesi", neighbourhood=neighbourhood(area))
    assert names(shown()) == ["Lale", "Nar", "Gül"]


@time_machine.travel("2026-11-24T18:00:00Z", tick=False)
def test_in_another_language_a_pharmacy_without_a_translation_stays_turkish():
    a_rota()
    page = pharmacy("Nar Eczanesi")
    on_duty("Nar Eczanesi")
    translated(page, "Pomegranate Pharmacy", "")
    english = duty_page().copy_for_translation(
        page.locale.__class__.objects.get(language_code="en")
    )
    english.title = "Pharmacies on duty"
    english.save_revision().publish()
    html = shown(path="/en/kent-rehberi/nobetci-eczaneler/")
    assert set(names(html)) == {"Lale", "Pomegranate"}


@time_machine.travel("2026-11-24T18:00:00Z", tick=False)
def test_the_api_gives_times_distance_and_the_page():
    on_duty("Uzak Eczane", lat=38.80, lng=35.40)
    on_duty("Yakın Eczane", lat=38.74, lng=35.48)
    on_duty("Yeri Yok Eczanesi")
    given = answer("?near=38.74,35.48&date=2026-11-24")
    (duty,) = given["duties"]
    assert duty["starts_at"] == "2026-11-24T19:00+03:00"
    assert duty["ends_at"] == "2026-11-25T08:30+03:00"
    found = [(item["name"], item["distance_m"]) for item in duty["pharmacies"]]
    assert found[0] == ("Yakın Eczane", 0)
    assert found[1][0] == "Uzak Eczane"
    assert 9_000 < found[1][1] < 10_500
    assert found[2] == ("Yeri Yok Eczanesi", None)
    assert given["page_url"] == PAGE


@time_machine.travel("2026-11-24T18:00:00Z", tick=False)
def test_the_api_gives_several_days_and_refuses_what_it_does_not_understand():
    a_rota()
    given = answer("?days=3")
    assert [len(duty["pharmacies"]) for duty in given["duties"]] == [1, 1, 0]
    for query in ("?days=32", "?near=1", "?date=dün", "?gun=2026-11-24", "?locale=de"):
        assert Client().get(f"{API}{query}").status_code in {400, 422}, query


@time_machine.travel("2026-11-24T18:00:00Z", tick=False)
def test_page_and_api_read_little():
    for number in range(12):
        on_duty(f"Eczane {number}", neighbourhood=neighbourhood(f"Mahalle {number}"))
    shown()
    for path, most in ((PAGE, 6), (API, 2)):
        with CaptureQueriesContext(connection) as queries:
            Client().get(path)
        asked = [query for query in queries if "publicationstate" not in query["sql"]]
        assert 1 < len(asked) <= most, path


@time_machine.travel("2026-11-24T18:00:00Z", tick=False)
def test_a_change_of_the_rota_makes_a_new_generation():
    from search.models import PublicationState

    a_rota()
    before = PublicationState.current()
    on_duty("Nar Eczanesi")
    assert PublicationState.current() > before
