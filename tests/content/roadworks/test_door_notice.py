"""The notice for doors: one A5 sheet, the right words, a code that leads to the work."""

import re

import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.roadworks import draft, work

pytestmark = pytest.mark.django_db
URL = "/asfalt-calismalari/"


def notice(page):
    response = Client().get(f"{page.url}kapi-ilani/")
    assert response["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(response.content)
    words = document[0].get_textpage().get_text_bounded()
    return document, re.sub(r"\s+", " ", words), response.content


def test_the_notice_for_doors_is_one_a5_sheet_with_turkish_words_and_a_code():
    page = work(
        "Işıklar işi",
        streets=(("Işıklar Çıkmazı", None),),
        vehicle_impact="all-lanes-closed",
        detour="Erkilet Bulvarı",
        contact="Asfalt şefliği",
        contact_phone="153",
    )
    document, words, raw = notice(page)
    assert len(document) == 1
    assert document[0].get_size() == pytest.approx((419.5, 595.3), abs=0.2)
    assert "Işıklar Çıkmazı’nda" in words
    assert "Yol trafiğe kapalı" in words
    assert "Asfalt şefliği · 153" in words
    assert f"http://testserver{page.url}".encode() in raw


def test_the_longest_notice_still_ends_with_its_code():
    page = work(
        streets=tuple((f"Uzun Adlı {n}. Sokak", None) for n in range(12)),
        description="Çok uzun. " * 90,
        detour="Uzun bir güzergâh. " * 25,
        transit_effect="Otobüs. " * 60,
        accessibility_effect="Kaldırım. " * 49,
    )
    document, _words, raw = notice(page)
    assert len(document) >= 2
    assert f"http://testserver{page.url}".encode() in raw


def test_only_public_works_have_notices_and_other_names_are_not_found():
    page = draft("Taslak")
    assert Client().get(f"{URL}{page.slug}/kapi-ilani/").status_code == 404
    assert Client().get(f"{work().url}baska-ilan/").status_code == 404
    assert Client().get(f"{URL}yok-boyle/").status_code == 404


def test_the_notice_takes_few_queries():
    page = work()
    Client().get(f"{page.url}kapi-ilani/")
    with CaptureQueriesContext(connection) as found:
        Client().get(f"{page.url}kapi-ilani/")
    assert len(found) <= 5
