"""Corrections of a public notice: told with the old value, everywhere, at the same address."""

import re
from datetime import time, timedelta

import pytest
from django.test import Client

from content.obituaries.corrections import sentence
from content.obituaries.models import ObituaryPage
from content.turkish_dates import long_date
from search.kinds import kind_of
from tests.content.obituaries.surfaces import LIST, PAGE, body, payload
from tests.factories.obituaries import BURIAL, DEATH, after_burial, draft_obituary, obituary, on

pytestmark = pytest.mark.django_db


def corrected(page, at=time(10, 20), **fields):
    """Publish a revision of a notice with other values on the morning of the burial."""
    with after_burial(0, at):
        draft = ObituaryPage.objects.get(pk=page.pk)
        for name, value in fields.items():
            setattr(draft, name, value)
        draft.save_revision().publish()
    return ObituaryPage.objects.get(pk=page.pk)


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_changed_time_and_place_stand_beside_the_old_on_page_list_and_board():
    corrected(obituary(), prayer_time=time(13, 15), mosque="Hunat Camii")
    with after_burial(0, time(11)):
        for address in (PAGE, LIST, "/vefat-ilanlari/bugun/"):
            html = body(address)
            assert "Düzeltildi" in html, address
            assert re.search(r"<del>.*?eski:.*?12\.45.*?</del>", html, re.S), address
            assert re.search(r"<ins>.*?yeni:.*?13\.15.*?</ins>", html, re.S), address
            assert re.search(r"<del>.*?Argıncık Merkez Camii</del>", html, re.S), address
        assert "3 Mart 2026, 10.20" in plain(body(PAGE))


def test_the_api_tells_what_changed_and_when():
    page = corrected(obituary(), burial_date=BURIAL + timedelta(days=1))
    with after_burial(0, time(11)):
        data = payload(page.pk)
    assert data["corrections"] == [
        {
            "at": "2026-03-03T10:20:00+03:00",
            "field": "burial_date",
            "old": "2026-03-03",
            "new": "2026-03-04",
        }
    ]


def test_the_text_for_radio_feeds_and_messages_says_it_too():
    page = corrected(obituary(), prayer="ikindi", prayer_time=time(15, 12))
    told = "Düzeltme (03.03.2026 10.20): vakit öğle yerine ikindi; saat 12.45 yerine 15.12."
    with after_burial(0, time(11)):
        assert told in body("/vefat-ilanlari/bugun/metin/")
        assert told in body(f"{PAGE}metin/")
        assert told in body("/vefat-ilanlari/akis.atom")
        assert told in payload(page.pk)["summary"]
        assert told not in payload(page.pk)["notice"]


def test_what_was_not_known_before_is_announced_not_struck_through():
    page = obituary(burial_date=None, prayer="", prayer_time=None, mosque="", cemetery="")
    corrected(page, burial_date=BURIAL, prayer="ogle", mosque="Hunat Camii")
    with after_burial(0, time(11)):
        html = body(PAGE)
        assert "<del>" not in html
        assert "cenaze günü belli oldu: 3 Mart 2026 Salı" in body("/vefat-ilanlari/bugun/metin/")


def test_other_changes_are_no_corrections():
    page = corrected(obituary(), title="Hatice ÖRNEKOĞLU", notes="Yemek verilecektir.")
    assert page.corrections == []


def test_a_draft_is_changed_without_a_word():
    page = draft_obituary()
    page.prayer_time = time(9)
    page.save()
    assert ObituaryPage.objects.get(pk=page.pk).corrections == []


def test_going_back_to_an_older_revision_is_one_more_correction_and_loses_none():
    page = obituary()
    with on(DEATH):
        first = ObituaryPage.objects.get(pk=page.pk).save_revision()
    corrected(page, prayer_time=time(13, 15))
    with after_burial(0, time(10, 30)):
        first.publish()
    fields = [
        (item["old"], item["new"]) for item in ObituaryPage.objects.get(pk=page.pk).corrections
    ]
    assert fields == [("12:45", "13:15"), ("13:15", "12:45")]
    with after_burial(0, time(11)):
        assert "Düzeltme" not in body(f"{PAGE}metin/")  # nothing differs from what was first told


def test_the_address_survives_and_a_renamed_address_leads_on(django_capture_on_commit_callbacks):
    page = corrected(obituary(), title="Hatice ÖRNEKLİ", burial_date=BURIAL + timedelta(days=1))
    assert page.get_url() == PAGE
    with after_burial(0, time(11)):
        with django_capture_on_commit_callbacks(execute=True):
            page.slug = "hatice-hanim"
            page.save_revision().publish()
        answer = Client().get(PAGE)
    assert (answer.status_code, answer["Location"]) == (301, "/vefat-ilanlari/hatice-hanim/")


def test_nothing_of_a_correction_is_left_after_the_days_of_condolence():
    page = corrected(obituary(), mosque="Hunat Camii")
    with after_burial(10, time(0)):
        assert payload(page.pk)["corrections"] == []
        assert "Hunat" not in body(PAGE)


def test_who_follows_is_told_of_day_time_and_place_only():
    kind = kind_of("obituary")
    assert {"burial_date", "prayer_time", "mosque", "cemetery"} <= set(kind.significant)
    assert set(kind.significant) <= set(kind.schema.model_fields)
    assert "name" not in kind.significant


def test_the_sentence_tells_the_difference_to_the_first_word_not_each_step():
    steps = [
        {"at": "2026-03-03T10:20:00+03:00", "field": "prayer_time", "old": "12:45", "new": "13:15"},
        {"at": "2026-03-03T11:00:00+03:00", "field": "prayer_time", "old": "13:15", "new": ""},
    ]
    assert sentence(steps[:1], long_date=long_date).endswith("saat 12.45 yerine 13.15.")
    assert sentence(steps, long_date=long_date) == (
        "Düzeltme (03.03.2026 11.00): saat artık 12.45 değil, yenisi duyurulacak."
    )
