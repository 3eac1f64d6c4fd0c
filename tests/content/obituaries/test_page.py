"""One notice: what its page says, to people and to programs."""

import json
import re
from datetime import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.obituaries.schemas import ObituaryFields
from search.models import PublishedDocument
from tests.content.obituaries.surfaces import PAGE, body, payload
from tests.factories.obituaries import after_burial, full_obituary, obituary

pytestmark = pytest.mark.django_db


def json_ld(text):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    return json.loads(found.group(1)) if found else None


def test_the_page_reads_the_notice_and_lists_the_facts():
    full_obituary()
    with after_burial(0):
        text = body(PAGE)
    assert "Merhumeye Allah’tan rahmet, yakınlarına başsağlığı dileriz." in text
    for word in ("78 yaşında", "Bugün, 3 Mart Salı", "12.45", "Deneme Sokak No: 1", "Bünyan"):
        assert word in text


def test_the_notice_can_be_sent_as_text_and_shared_nowhere_else():
    obituary()
    with after_burial(0):
        text = body(PAGE)
    assert "https://wa.me/?text=Hatice%20%C3%96RNEK" in text
    assert not re.search(r"facebook|twitter|x\.com|linkedin|telegram", text.split("<footer")[0])
    assert 'class="page-feedback' not in text


def test_it_is_drawn_without_colour():
    obituary()
    with after_burial(0):
        assert '<body class="kind-obituary' in body(PAGE)


def test_search_engines_are_told_to_stay_away_unless_the_family_wishes_otherwise():
    obituary()
    obituary("Ali ÖRNEK", allow_search_engines=True)
    with after_burial(0):
        assert 'name="robots" content="noindex"' in body(PAGE)
        other = body("/vefat-ilanlari/ali-ornek-020326/")
        assert 'name="robots"' not in other
        sitemap = body("/sitemap.xml")
    assert "ali-ornek" in sitemap
    assert "hatice-ornek" not in sitemap


def test_a_coming_funeral_that_may_be_indexed_is_an_event():
    obituary(allow_search_engines=True)
    with after_burial(0, time(12, 44)):
        event = json_ld(body(PAGE))
    assert event["@type"] == "Event"
    assert event["startDate"] == "2026-03-03T12:45:00+03:00"
    assert event["location"]["name"] == "Argıncık Merkez Camii"


def test_it_is_no_event_once_it_began_nor_while_it_is_not_to_be_found():
    obituary(allow_search_engines=True)
    obituary("Ali ÖRNEK")
    with after_burial(0, time(12, 45)):
        assert json_ld(body(PAGE)) is None
    with after_burial(-1):
        assert json_ld(body("/vefat-ilanlari/ali-ornek-020326/")) is None


def test_a_day_without_clock_time_is_an_event_of_the_whole_day():
    obituary(allow_search_engines=True, prayer_time=None)
    with after_burial(0, time(20)):
        assert json_ld(body(PAGE))["startDate"] == "2026-03-03"


def test_the_payload_follows_its_schema_in_every_span():
    page = full_obituary()
    rows = PublishedDocument.objects.filter(page_id=page.pk)
    assert len(rows) == 3
    for row in rows:
        ObituaryFields.model_validate(row.payload)
        assert set(ObituaryFields.model_fields) <= set(row.payload)


def test_of_the_birth_only_the_year_is_public():
    from datetime import date

    page = obituary(birth_date=date(1948, 1, 15), birth_year=None)
    with after_burial(0):
        assert payload(page.pk)["birth_year"] == 1948
        assert "1948-01-15" not in body(f"/api/v1/documents/{page.pk}")
        assert "15 Ocak" not in body(PAGE)


def test_text_of_the_desk_is_never_run_as_markup():
    obituary(notes="<script>alert(1)</script>", cemetery="<b>Asri</b>")
    with after_burial(0):
        text = body(PAGE)
    assert "<script>alert" not in text
    assert "<b>Asri" not in text


def test_the_page_asks_at_most_three_questions():
    full_obituary()
    with after_burial(0):
        Client().get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(PAGE).status_code == 200
    assert len(queries) <= 3, [query["sql"][:120] for query in queries]
