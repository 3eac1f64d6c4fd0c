"""The page of a course: what is answered first, what is told, what never is."""

import json
import re
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.courses.models import CoursePage
from search.models import PublishedDocument
from search.rebuild import rebuild
from tests.factories.courses import (
    branch,
    cancelled,
    course,
    day,
    index,
    moment,
    soon,
    unsaved,
)
from tests.factories.places import place
from tests.factories.site import directorate, neighbourhood

pytestmark = pytest.mark.django_db


def html_of(page) -> str:
    return Client().get(page.url).content.decode()


def linked_data(page) -> dict:
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html_of(page), re.S)
    data = json.loads(found)
    graph = data.get("@graph", [data])
    return next(item for item in graph if item["@type"] == "Course")


def test_whether_and_how_to_apply_comes_first():
    page = course(how_to_apply="Barbaros kurs merkezine gelin.", contact_phone="0352 000 00 01")
    html = html_of(page)
    main = html[html.index("<main") :]
    assert "Başvurular açık" in main
    assert main.index("Barbaros kurs merkezine gelin.") < main.index("Ne zaman, nerede")
    assert "tel:03520000001" in html
    assert f'href="{page.url}akis.ics"' in html
    assert f"?ilan={page.pk}" in html


def test_a_course_opens_at_its_minute_without_anybody_doing_anything():
    page = soon()
    assert "Başvurular henüz başlamadı" in html_of(page)
    with time_machine.travel(moment(2, 9), tick=False):
        assert "Başvurular açık" in html_of(page)


def test_the_place_of_the_guide_gives_address_neighbourhood_and_point():
    area = neighbourhood("Barbaros")
    centre = place(
        "Barbaros Kurs Merkezi", street="Oymak Caddesi", neighbourhood=area, lat=38.75, lng=35.46
    )
    page = course(place=centre, address="", area=None)
    row = PublishedDocument.objects.get(page_id=page.pk, facets__contains=["status:open"])
    assert row.payload["place"]["url"] == centre.url
    assert "Oymak Caddesi" in row.payload["address"]
    assert row.payload["neighbourhood"]["slug"] == "barbaros"
    assert row.geometry == {"type": "Point", "coordinates": [35.46, 38.75]}
    assert f'<a href="{centre.url}">Barbaros Kurs Merkezi</a>' in html_of(page)


def test_a_place_that_left_the_guide_is_told_no_more():
    centre = place("Barbaros Kurs Merkezi", lat=38.75, lng=35.46)
    page = course(place=centre, address="Oymak Cad. 8")
    centre.unpublish()
    html = html_of(page)
    assert "Barbaros Kurs Merkezi" not in html
    assert "Oymak Cad. 8" in html


def test_a_place_that_moves_or_is_deleted_is_told_as_it_is():
    centre = place("Barbaros Kurs Merkezi", lat=38.75, lng=35.46, street="Oymak Caddesi")
    page = course(place=centre, address="")
    centre.street = "Işıklar Caddesi"
    centre.save()
    assert "Işıklar Caddesi" in html_of(page)
    centre.delete()
    assert "Barbaros Kurs Merkezi" not in html_of(page)


def test_a_teacher_is_named_with_consent_only():
    page = course(teacher="Ayşe ÖRNEK", teacher_consents=True)
    assert "Ayşe ÖRNEK" in html_of(page)
    CoursePage.objects.filter(pk=page.pk).update(teacher="", teacher_consents=False)
    CoursePage.objects.get(pk=page.pk).save()
    assert "Ayşe ÖRNEK" not in html_of(page)
    assert "Ayşe ÖRNEK" not in str(
        PublishedDocument.objects.get(page_id=page.pk, facets__contains=["status:open"]).payload
    )


def test_fee_ages_and_documents_are_written_as_people_read_them():
    page = course(
        fee=Decimal("1250.50"),
        min_age=8,
        max_age=12,
        residents_only=True,
        documents_needed="Kimlik kartı\n- Veli onayı\n\n",
        capacity=20,
    )
    html = html_of(page)
    assert "1.250,50 TL" in html
    assert "8–12 yaş (kursun ilk günü)" in html
    assert "ilçede oturanlar" in html
    assert "<li>Kimlik kartı</li><li>Veli onayı</li>" in html
    assert "20 kişi" in html
    assert "Ücretsiz" in html_of(course("Ney"))


def test_a_cancelled_course_says_why_and_offers_nothing():
    html = html_of(cancelled(how_to_apply="Merkeze gelin."))
    assert "Yeterli başvuru olmadı" in html
    assert "Merkeze gelin." not in html
    assert "akis.ics" not in html
    assert "application/ld+json" not in html or '"Course"' not in html


def test_search_engines_read_a_course_with_its_hours_and_its_offer():
    unit = directorate("Kültür İşleri Müdürlüğü")
    page = course(directorate=unit, capacity=20, hours_total=46, certificate="meb")
    data = linked_data(page)
    assert data["provider"]["name"] == "Kültür İşleri Müdürlüğü"
    assert data["offers"]["category"] == "Free"
    assert data["offers"]["availability"] == "https://schema.org/InStock"
    held = data["hasCourseInstance"]
    assert held["startDate"] == day(10).isoformat()
    assert held["courseWorkload"] == "PT46H"
    [schedule] = held["courseSchedule"]
    assert schedule["byDay"] == ["https://schema.org/Tuesday", "https://schema.org/Thursday"]
    assert (schedule["startTime"], schedule["endTime"]) == ("18:00", "20:00")


def test_a_page_costs_one_query():
    page = course(place=place("Merkez"))
    html_of(page)
    with CaptureQueriesContext(connection) as queries:
        html_of(page)
    asked = [q["sql"] for q in queries if "publicationstate" not in q["sql"]]
    assert len(asked) <= 1, asked


def test_a_branch_that_is_renamed_is_told_anew():
    field = branch("Müzik", name_en="Music", name_ar="موسيقى")
    page = course(branch=field)
    field.name = "Müzik ve ses"
    field.save()
    assert "Müzik ve ses" in html_of(page)
    assert "Müzik ve ses" in Client().get("/kurslar/").content.decode()


def test_the_index_says_what_the_pages_say():
    course("Açık", place=place("Merkez"))
    soon()
    cancelled()
    unsaved_page = unsaved("Taslak", live=False)
    index().add_child(instance=unsaved_page)
    assert not rebuild(check_only=True)
