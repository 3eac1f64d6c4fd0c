"""The pages of the neighbourhoods: what each has, in which language, from how few reads."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content.reference.models import Neighbourhood
from tests.factories.index import document
from tests.factories.places import (
    category,
    draft_place,
    english_guide,
    expired_place,
    place,
    private_place,
    translated,
)
from tests.factories.site import home_page, neighbourhood

pytestmark = pytest.mark.django_db
AREA = "/mahalleler/sahabiye/"


def text(path: str = AREA) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    words = html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
    return re.sub(r"\s+", " ", words)


def markup(path: str = AREA) -> str:
    return Client().get(path).content.decode()


def work(title: str, status: str = "in_progress", **fields):
    payload = {
        "status": status,
        "neighbourhoods": [],
        "summary": "",
        **dict.fromkeys(("planned_start", "planned_end"), "2026-11-20T08:00+03:00"),
        **dict.fromkeys(("actual_start", "actual_end", "vehicle_impact"), None),
        **dict.fromkeys(("start_confirmed", "end_confirmed"), True),
        **dict.fromkeys(("needs_confirmation", "late_start", "overdue"), False),
        "closure_hours": "",
        "direction": "",
    }
    facets = ["neighbourhood:sahabiye", f"status:{status}"]
    return document(title, kind="roadwork", payload=payload, facets=facets, **fields)


def funeral(title: str, days: int):
    moment = timezone.now() + timedelta(days=days)
    payload = {
        **dict.fromkeys(("prayer", "prayer_time", "mosque", "cemetery", "transfer_city"), ""),
        "burial_date": f"{moment:%Y-%m-%d}",
        "ceremony": "burial",
        "reduced": False,
    }
    facets = ["neighbourhood:sahabiye"]
    return document(
        title,
        kind="obituary",
        payload=payload,
        facets=facets,
        starts_at=moment,
        sort_at=moment,
        valid_until=moment + timedelta(days=40),  # every notice ends
    )


def announcement(title: str, **fields):
    payload = {"date": "2026-11-20T08:00+03:00"}
    facets = ["neighbourhood:sahabiye"]
    return document(title, kind="news", payload=payload, facets=facets, **fields)


def test_it_shows_what_is_in_the_neighbourhood_and_nothing_of_others():
    area = neighbourhood()
    place("Lale Eczanesi", neighbourhood=area)
    place("Gül Eczanesi", neighbourhood=neighbourhood("Argıncık"))
    work("Çiçekçi Sokak asfaltı")
    announcement("Pazar yeri taşındı")
    funeral("Can ÖRNEK", 1)
    page = text()
    for title in ("Lale Eczanesi", "Çiçekçi Sokak asfaltı", "Pazar yeri taşındı", "Can ÖRNEK"):
        assert title in page
    assert "Gül Eczanesi" not in page
    assert "Gül Eczanesi" in text("/mahalleler/argincik/")


def test_only_what_is_public_and_current_stands_there():
    area = neighbourhood()
    for make in (draft_place, private_place, expired_place):
        make(neighbourhood=area)
    work("Biten iş", status="finished")
    funeral("Eski CENAZE", -9)
    page = text()
    assert "Taslak" not in page
    assert "Gizli" not in page
    assert "Kapanan" not in page
    assert "Biten iş" not in page
    assert "Eski CENAZE" not in page
    assert "Bu mahalle için henüz bir kayıt yok." in page


def test_assembly_areas_and_the_headman_stand_out_where_editors_say_which_categories_they_are():
    area = neighbourhood()
    meeting = category("Toplanma Alanı", "Afet", area_role="assembly")
    headman = category("Muhtarlık", "Resmî Kurumlar", area_role="headman")
    place("Lale Parkı", neighbourhood=area, category=meeting, capacity=400)
    place("Sahabiye Muhtarlığı", neighbourhood=area, category=headman, phones="0352 111 11 11")
    page = text()
    assert "Afette toplanma alanları Lale Parkı 400 kişi" in page
    assert re.search(r"Muhtarlık\b.*0352 111 11 11.*Sahabiye Muhtarlığı", page)
    assert page.count("Lale Parkı") == 1 + markup().count('"title": "Lale Parkı"')


def test_places_stand_below_their_groups_in_the_guides_order():
    area = neighbourhood()
    place("Lale Eczanesi", neighbourhood=area)
    park = category("Park", "Park ve Spor")
    park.parent.order = 1
    park.parent.save()
    type(park).objects.filter(name="Sağlık").update(order=5)
    place("Gül Parkı", neighbourhood=area, category=park)
    headings = re.findall(r'class="area-group">.*?</svg>([^<]+)</h3>', markup(), re.S)
    assert headings == ["Park ve Spor", "Sağlık"]


def test_in_another_language_it_shows_translations_and_the_rest_in_turkish():
    area = neighbourhood()
    english_guide()
    translated(place("Lale Eczanesi", neighbourhood=area), "Lale Pharmacy", "")
    place("Gül Eczanesi", neighbourhood=area)
    page = markup(f"/en{AREA}")
    assert "Sahabiye neighbourhood" in page
    assert "Lale Pharmacy" in page
    assert "Lale Eczanesi" not in page
    assert re.search(r'lang="tr" dir="auto">Gül Eczanesi<', page)


def test_the_languages_know_each_other_and_the_sitemap_knows_them_all():
    home_page()
    neighbourhood()
    page = markup()
    for address in (AREA, f"/en{AREA}", f"/ar{AREA}"):
        assert f'href="http://testserver{address}"' in page
    sitemap = markup("/sitemap.xml")
    assert f"<loc>http://testserver{AREA}</loc>" in sitemap
    assert f"<loc>http://testserver/ar{AREA}</loc>" in sitemap
    assert "<loc>http://testserver/mahalleler/</loc>" in sitemap


@pytest.mark.parametrize("path", ["/mahalleler/yok/", "/en/mahalleler/yok/", "/mahalleler/x%00/"])
def test_an_unknown_neighbourhood_is_not_found(path):
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("locale", ["", "/en"])
def test_it_reads_once_besides_what_is_in_memory(locale):
    area = neighbourhood()
    for number in range(12):
        place(f"Eczane {number}", neighbourhood=area)
    client = Client()
    client.get(f"{locale}{AREA}")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{locale}{AREA}", {"a": "1"})
    asked = [query for query in queries if "publicationstate" not in query["sql"]]
    assert len(asked) == 1


def test_the_list_has_all_in_the_order_of_the_alphabet_with_their_places():
    for name in ("Şeker", "Çevril", "Camikebir", "Zümrüt"):
        neighbourhood(name)
    place(neighbourhood=neighbourhood("Şeker"))
    page = text("/mahalleler/")
    names = ["Camikebir", "Çevril", "Şeker 1 yer", "Zümrüt"]
    assert [page.index(name) for name in names] == sorted(page.index(name) for name in names)
    assert "4 mahalle" in page


@pytest.mark.parametrize("words", ["cirgal", "CIRGALAN", "Cırgalan'da", "kirgalan"])
def test_a_name_is_found_by_its_beginning_without_turkish_letters_and_by_other_spellings(words):
    neighbourhood("Cırgalan", aliases="Kırgalan")
    neighbourhood("Sahabiye")
    page = markup("/mahalleler/?ad=" + words.replace("'da", ""))
    assert "/mahalleler/cirgalan/" in page
    assert "/mahalleler/sahabiye/" not in page


def test_a_name_that_is_none_helps_on():
    neighbourhood()
    page = markup("/mahalleler/?ad=%3Cb%3Eyok")
    assert "Bu adda bir mahalle yok" in page
    assert "<b>yok" not in page
    assert 'name="robots" content="noindex"' in page


def test_the_nearest_neighbourhoods_are_named():
    neighbourhood(lat=38.73, lng=35.48)
    neighbourhood("Yakın", lat=38.731, lng=35.48)
    neighbourhood("Ölçüsüz")
    page = markup()
    assert "/mahalleler/yakin/" in page
    assert "/mahalleler/olcusuz/" not in page


def test_a_renamed_neighbourhood_is_public_at_once_also_without_places():
    area = neighbourhood()
    assert "Sahabiye Mahallesi" in text()
    area = Neighbourhood.objects.get(pk=area.pk)
    area.name = "Sahabiye Yeni"
    area.save()
    assert "Sahabiye Yeni Mahallesi" in text()


def test_places_lead_to_their_neighbourhood():
    page = place(neighbourhood=neighbourhood())
    assert f'href="{AREA}"' in markup(page.get_url())
