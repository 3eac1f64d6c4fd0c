"""Boards for screens, and the day's notices as text."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.factories.obituaries import BURIAL, DEATH, obituary, obituary_index, on

pytestmark = pytest.mark.django_db


def told(address):
    """Return what an address answers, as text without markup of the head."""
    return Client().get(address).content.decode()


def test_the_day_s_funerals_stand_in_the_order_of_the_prayers_and_no_others():
    obituary("İkinci KİŞİ", prayer="ikindi", prayer_time=time(15, 12))
    obituary("Birinci KİŞİ", prayer="ogle", prayer_time=time(12, 45))
    obituary("Başka GÜN", burial_date=BURIAL + timedelta(days=1))
    private = obituary("Gizli KİŞİ")
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.PASSWORD, password="gizli-parola"
    )
    draft = obituary("Taslak KİŞİ")
    draft.unpublish()
    with on(BURIAL, time(8)):
        board, text = told("/vefat-ilanlari/bugun/"), told("/vefat-ilanlari/bugun/metin/")
    for answer in (board, text):
        assert 0 < answer.index("Birinci KİŞİ") < answer.index("İkinci KİŞİ")
        for other in ("Başka GÜN", "Gizli KİŞİ", "Taslak KİŞİ"):
            assert other not in answer
    assert "15.12" in board
    with on(BURIAL, time(8)):
        assert "Başka GÜN" in told("/vefat-ilanlari/yarin/")
    with on(DEATH, time(8)):
        assert "Birinci KİŞİ" in told("/vefat-ilanlari/yarin/")


def test_the_text_is_what_is_read_aloud():
    obituary("Hatice ÖRNEK", mosque="Hunat Camii")
    with on(BURIAL, time(8)):
        text = told("/vefat-ilanlari/bugun/metin/")
    assert text.startswith("3 Mart 2026 Salı günü defnedilecekler\n\nHatice ÖRNEK")
    assert "öğle namazına (12.45) müteakip Hunat Camii’nde" in text


def test_an_empty_day_says_so():
    obituary_index()
    with on(BURIAL, time(8)):
        assert "cenaze yok" in told("/vefat-ilanlari/bugun/")
        assert "bildirilmiş cenaze yoktur" in told("/vefat-ilanlari/bugun/metin/")


def test_a_board_may_not_be_indexed_and_costs_two_queries_beside_the_frame():
    obituary("Hatice ÖRNEK")
    with on(BURIAL, time(8)):
        told("/vefat-ilanlari/bugun/")
        with CaptureQueriesContext(connection) as queries:
            board = told("/vefat-ilanlari/bugun/")
    asked = [q["sql"] for q in queries if "publicationstate" not in q["sql"]]
    assert len(asked) <= 2, asked
    assert '<meta name="robots" content="noindex">' in board
    assert "<script>" not in board


def test_the_list_leads_to_the_boards():
    obituary("Hatice ÖRNEK")
    with on(BURIAL, time(8)):
        html = told("/vefat-ilanlari/")
    assert 'href="/vefat-ilanlari/bugun/"' in html
    assert 'href="/vefat-ilanlari/bugun/metin/"' in html
