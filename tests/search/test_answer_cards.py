"""The cards of the subjects, as the search page shows them."""

import re
from datetime import time, timedelta

import pytest
from django.test import Client

from content.standard.answers import case_reference, parcel
from tests.factories import duty, obituaries, roadworks
from tests.factories.site import directorate, home_page, neighbourhood
from tests.factories.standard import section, service

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home():
    home_page()


def card(words, path="/ara/", **more):
    """Return the text of the first card, tags left out; empty without one."""
    html = Client().get(path, {"q": words, **more}).content.decode()
    found = re.search(r'<section class="answer.*?</section>', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found.group()).split()) if found else ""


def test_cenaze_shows_the_coming_funerals_and_never_a_draft_private_or_expired_one():
    obituaries.full_obituary("Hatice ÖRNEK")
    obituaries.draft_obituary()
    obituaries.private_obituary()
    obituaries.expired_obituary()
    with obituaries.on(obituaries.BURIAL):
        text = card("cenaze")
    assert "Hatice ÖRNEK" in text
    assert not re.search("Taslak|Gizli|DOLMUŞ", text)


def test_help_with_a_funeral_is_not_answered_by_a_list_of_the_dead():
    obituaries.full_obituary("Hatice ÖRNEK")
    with obituaries.on(obituaries.DEATH):
        assert "Hatice ÖRNEK" in card("cenaze")
        assert "Hatice ÖRNEK" not in card("cenaze nakil aracı")


def test_a_day_without_funerals_is_said():
    obituaries.obituary_index()
    assert "yaklaşan cenaze bildirilmedi" in card("bugün cenaze")


def test_road_works_of_the_named_neighbourhood_and_no_other_are_shown():
    roadworks.work("Oymak Caddesi", areas=["Sahabiye"])
    roadworks.work("Kale Caddesi", areas=["Erkilet"])
    text = card("sahabiyede yol çalışması")
    assert "Süren yol çalışmaları: Sahabiye" in text
    assert "Oymak Caddesi" in text
    assert "Kale Caddesi" not in text


def test_a_neighbourhood_alone_shows_its_works_but_says_nothing_when_there_are_none():
    neighbourhood("Erkilet")
    roadworks.work("Oymak Caddesi", areas=["Sahabiye"])
    assert "Oymak Caddesi" in card("Sahabiye Mahallesi")
    assert card("erkilet") == ""


def test_finished_and_planned_works_are_not_called_going_on():
    roadworks.finished(areas=["Sahabiye"])
    roadworks.planned(areas=["Sahabiye"])
    assert "süren bir yol çalışması yok" in card("sahabiye asfalt")


@pytest.mark.parametrize("words", ["zabıta", "zabita telefonu", "zabıta müdürlüğü numarası"])
def test_a_directorate_is_answered_with_its_phone(words):
    directorate("Zabıta Müdürlüğü", phone="0352 000 20 09")
    assert "Arayın: 0352 000 20 09" in card(words)


@pytest.mark.parametrize("words", ["nöbetçi eczane", "nobetci eczneler", "nöbetçi"])
def test_the_pharmacies_on_duty_are_named_with_their_phones(words):
    duty.on_duty("Lale Eczanesi")
    duty.on_duty("Gül Eczanesi", duty.TUESDAY + timedelta(days=1))
    with obituaries.on(duty.TUESDAY, time(22)):
        text = card(words)
    assert "Lale Eczanesi" in text
    assert "0352 000 10 08" in text
    assert "08.30" in text
    assert "Gül Eczanesi" not in text


def test_pharmacies_of_the_named_neighbourhood_come_first():
    for number in range(4):
        duty.on_duty(f"Nar {number} Eczanesi", neighbourhood=neighbourhood("Erkilet"))
    duty.on_duty("Zambak Eczanesi", neighbourhood=neighbourhood("Sahabiye"))
    with obituaries.on(duty.TUESDAY, time(22)):
        assert "Zambak Eczanesi" in card("sahabiyede nöbetçi eczane")
        assert "Zambak Eczanesi" not in card("nöbetçi eczane")


def test_a_day_without_a_rota_says_whom_to_ask():
    duty.duty_page()
    assert "112" in card("nöbetçi eczane")


def test_a_directorate_does_not_answer_for_what_merely_has_its_word():
    directorate("Park ve Bahçeler Müdürlüğü", phone="0352 000 20 10")
    assert card("park") == ""


def test_a_service_that_is_the_best_result_shows_its_start_button_and_is_not_listed_twice():
    service(title="Kurs kayıt", start_label="Kursları göster", start_url="/kurslar/")
    text = card("kurs kayıt")
    assert "Kursları göster" in text
    html = Client().get("/ara/", {"q": "kurs kayıt"}).content.decode()
    assert html.count(">Kurs kayıt</a>") + html.count("</mark></a>") == 1


@pytest.mark.parametrize(
    "typed",
    ["CM-26-00482-K", "cm-26-00482-k", "cm 26 00482 k", " CM2600482K "],
)
def test_a_case_reference_is_known_however_it_is_typed(typed):
    assert case_reference(typed) == "CM-26-00482-K"


@pytest.mark.parametrize("typed", ["CM-26-00482-1", "CM-26-0048-K", "park", "26-00482-K", ""])
def test_what_is_no_case_reference_is_not_taken_for_one(typed):
    assert case_reference(typed) == ""


@pytest.mark.parametrize(
    "typed",
    ["1234/5", "1234 / 5", "1234 ada 5 parsel", "1234 Ada, 5 Parsel", "ada 1234 parsel 5",
     "Argıncık 1234 ada 5 parsel", "1234 ADA 5"],
)  # fmt: skip
def test_a_parcel_is_known_however_it_is_typed(typed):
    assert parcel(typed) == ("1234", "5")


@pytest.mark.parametrize("typed", ["Sivas Bulvarı 12/5", "24.11.2026", "1234", "ada", "5 parsel"])
def test_what_is_no_parcel_is_not_taken_for_one(typed):
    assert parcel(typed) is None


def test_numbers_lead_to_the_service_they_belong_to_once_it_is_published():
    assert card("CM-26-00482-K") == ""
    parent = section()
    service(parent, title="Talep sorgulama", slug="talep-sorgulama")
    service(parent, title="E-İmar", slug="e-imar")
    assert "Başvuru CM-26-00482-K" in card("cm-26-00482-k")
    assert "Talep sorgulama" in card("cm-26-00482-k")
    assert "1234 ada 5 parsel" in card("1234/5")
    assert "E-İmar" in card("1234/5")


def test_a_number_that_is_answered_is_not_followed_by_results_that_have_half_of_it():
    parent = section()
    service(parent, title="E-İmar", slug="e-imar")
    service(parent, title="1234 sayılı karar", slug="karar")
    html = Client().get("/ara/", {"q": "1234 ada 5 parsel"}).content.decode()
    assert "1234 ada 5 parsel" in html
    assert "sayılı karar" not in html
    assert "sonuç bulunamadı" not in html


def test_cards_stand_on_the_first_page_of_all_kinds_only():
    obituaries.full_obituary("Hatice ÖRNEK")
    assert card("cenaze") != ""
    assert card("cenaze", bolum="obituary") == ""
    assert card("cenaze", tarih="hafta") == ""


def test_cards_come_in_the_readers_language():
    obituaries.full_obituary("Hatice ÖRNEK")
    with obituaries.on(obituaries.DEATH):
        text = card("vefat", path="/en/ara/")
    assert "Funerals today and tomorrow" in text
    assert "Hatice ÖRNEK" in text
