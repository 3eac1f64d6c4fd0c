"""Categories as pages: what editors choose decides what stands on them."""

import re

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.places.models import PlaceCategory, PlacePage
from tests.factories.places import (
    category,
    draft_place,
    english_guide,
    expired_place,
    guide,
    open_weekdays,
    place,
    private_place,
    translated,
)
from tests.factories.site import neighbourhood
from tests.factories.staff import all_sections, signed_in, staff

pytestmark = pytest.mark.django_db
PAGE = "/kent-rehberi/eczane/"


def shown(path: str = PAGE) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


def titles(path: str = PAGE) -> list[str]:
    entries = shown(path).partition('class="card-list"')[2]
    return re.findall(r'<h\d[^>]*>\s*<a href="/(?:en/)?kent-rehberi/[^>]*>(\w+)', entries)


def fields(path: str = PAGE) -> set[str]:
    form = shown(path).partition("data-filter")[2].partition("</form>")[0]
    return set(re.findall(r'<select[^>]* name="([a-z]+)"', form))


def test_it_lists_the_places_of_the_category_that_are_public_and_no_others():
    place("Lale Eczanesi")
    for make in (draft_place, private_place, expired_place):
        make()
    place("Menekşe Parkı", category=category("Park", "Park ve Spor"))
    assert titles() == ["Lale"]
    assert "Gizli" not in shown()


def test_a_group_has_a_page_too_with_its_categories_above_the_list():
    place("Lale Eczanesi")
    place("Umut Hastanesi", category=category("Hastane"))
    page = shown("/kent-rehberi/saglik/")
    assert titles("/kent-rehberi/saglik/") == ["Lale", "Umut"]
    assert f'class="service-tile" href="{PAGE}"' in page
    assert 'href="/kent-rehberi/saglik/"' in shown("/kent-rehberi/")


def test_editors_choose_what_it_says_and_filters_by():
    chosen = category(introduction="Kimliğinizi getirin.", filters=["neighbourhood", "capacity"])
    place(neighbourhood=neighbourhood(), capacity=300, category=chosen)
    assert "Kimliğinizi getirin." in shown()
    assert fields() == {"mahalle", "kapasite"}
    chosen.filters = ["open_now", "suits"]
    chosen.save()
    assert fields() == {"acik"}  # nobody knows of a place that suits anybody
    chosen.filters = []
    chosen.save()
    assert fields() == set()


def test_only_what_the_category_has_is_offered():
    chosen = category(filters=["neighbourhood"])
    place(neighbourhood=neighbourhood("Sahabiye"), category=chosen)
    park = category("Park", "Park ve Spor")
    place("Gül Parkı", neighbourhood=neighbourhood("Argıncık"), category=park)
    page = shown()
    assert 'value="sahabiye"' in page
    assert 'value="argincik"' not in page


@time_machine.travel("2026-11-24 10:00+03:00", tick=False)
def test_open_now_keeps_those_that_are_open():
    open_weekdays(place("Lale Eczanesi"))
    place("Gül Eczanesi", always_open=True)
    place("Nar Eczanesi")
    assert titles(f"{PAGE}?acik=simdi") == ["Gül", "Lale"]
    with time_machine.travel("2026-11-24 23:00+03:00", tick=False):
        assert titles(f"{PAGE}?acik=simdi") == ["Gül"]


def test_capacity_means_room_for_so_many_at_least():
    chosen = category(filters=["capacity"])
    place("Küçük salon", capacity=80, category=chosen)
    place("Büyük salon", capacity=600, category=chosen)
    assert titles(f"{PAGE}?kapasite=50") == ["Büyük", "Küçük"]
    assert titles(f"{PAGE}?kapasite=500") == ["Büyük"]


def test_it_has_breadcrumbs_languages_and_its_own_title_and_description():
    english = english_guide()
    chosen = category(
        name_en="Pharmacy", introduction="Kimlik gerekir.", introduction_en="Bring your card."
    )
    translated(place(category=chosen), "Lale Pharmacy", "")
    page = shown()
    assert re.search(
        r'href="/kent-rehberi/">.*href="/kent-rehberi/saglik/">Sağlık.*aria-current="page">Eczane',
        page,
        re.S,
    )
    assert '<meta name="description" content="Kimlik gerekir.">' in page
    assert f'hreflang="en" href="http://testserver{english.get_url()}eczane/"' in page
    other = shown(f"{english.get_url()}eczane/")
    assert "<h1>Pharmacy</h1>" in other
    assert "Bring your card." in other
    assert "Lale Pharmacy" in other


def test_the_sitemap_has_those_with_places():
    place()
    category("Hastane")
    sitemap = shown("/sitemap.xml")
    assert f"<loc>http://testserver{PAGE}</loc>" in sitemap
    assert "/kent-rehberi/hastane/" not in sitemap


@pytest.mark.parametrize("name", ["yok", "x" * 300, "eczane/lale"])
def test_what_is_no_category_is_not_found(name):
    place()
    assert Client().get(f"/kent-rehberi/{name}/").status_code == 404


def test_a_place_and_a_category_never_share_an_address():
    category("Kütüphane", "Kültür")
    page = place("Kütüphane")
    assert page.slug == "kutuphane-2"
    with pytest.raises(ValidationError, match="adresi bu"):
        PlaceCategory(name="Lale", slug=place("Lale").slug).full_clean()
    named = PlaceCategory(name="Lale", parent=PlaceCategory.objects.get(slug="kultur"))
    named.full_clean()
    assert named.slug == "kultur-lale"
    with pytest.raises(ValidationError):
        PlaceCategory(name="X", slug="gomulu").full_clean()


def test_a_place_that_had_its_address_before_keeps_it():
    page = place("Kütüphane")
    PlaceCategory.objects.create(name="Kütüphane", slug="kutuphane")
    page = PlacePage.objects.get(pk=page.pk)
    page.full_clean()
    assert "<h1>Kütüphane</h1>" in shown(page.get_url())


def test_the_database_refuses_a_filter_nobody_knows():
    chosen = category()
    chosen.filters = ["uydurma"]
    with pytest.raises(IntegrityError):
        chosen.save()


def test_it_reads_at_most_six_times():
    guide()
    for number in range(25):
        place(f"Eczane {number}", neighbourhood=neighbourhood(f"Mahalle {number}"))
    shown()
    with CaptureQueriesContext(connection) as queries:
        shown(f"{PAGE}?ad=eczane")
    asked = [query for query in queries if "publicationstate" not in query["sql"]]
    assert 1 < len(asked) <= 6


def test_the_desk_ticks_the_filters_in_the_admin():
    all_sections()
    chosen = category()
    client = signed_in(staff("guide"))
    edit = reverse("place_categories:edit", args=[chosen.pk])
    form = client.get(edit).content.decode()
    assert re.search(r'type="checkbox" name="filters" value="capacity"', form)
    data = {
        "name": "Eczane",
        "parent": chosen.parent_id,
        "slug": "eczane",
        "icon": "pharmacy",
        "order": 0,
        "filters": ["capacity", "suits"],
        "introduction": "Yeni giriş",
        "area_role": "",
        **dict.fromkeys(("name_en", "name_ar", "description"), ""),
        **dict.fromkeys(("introduction_en", "introduction_ar"), ""),
    }
    assert client.post(edit, data).status_code == 302
    chosen.refresh_from_db()
    assert (chosen.filters, chosen.introduction) == (["capacity", "suits"], "Yeni giriş")
