"""Neighbourhoods and directorates: named, sorted as Turks do, known to what refers to them."""

import pytest
from django.urls import reverse

from content.reference.models import Neighbourhood
from content.reference.queries import neighbourhood_names
from search.models import PublishedDocument
from tests.factories.site import directorate, neighbourhood
from tests.factories.staff import all_sections, signed_in, staff
from tests.factories.standard import news, service

pytestmark = pytest.mark.django_db
NAMES = ["Zümrüt", "Çırgalan", "Cırkalan", "Şeker", "Sahabiye", "Ihlamur", "İstasyon", "Öz", "Oruç"]
SORTED = [
    "Cırkalan",
    "Çırgalan",
    "Ihlamur",
    "İstasyon",
    "Oruç",
    "Öz",
    "Sahabiye",
    "Şeker",
    "Zümrüt",
]


def test_names_stand_in_turkish_order_in_filters_and_in_the_admin():
    all_sections()
    for name in NAMES:
        neighbourhood(name)
    assert list(neighbourhood_names().values()) == SORTED
    address = reverse("wagtailsnippets_reference_neighbourhood:list")
    html = signed_in(staff("administrator")).get(address).content.decode()
    places = [html.index(name) for name in SORTED]
    assert places == sorted(places)


def test_a_slug_is_made_as_turks_write_without_turkish_letters_and_then_stays():
    area = neighbourhood("Ihlamur Çeşme")
    assert area.slug == "ihlamur-cesme"
    area.name = "Yeni Ihlamur"
    area.save()
    assert Neighbourhood.objects.get(pk=area.pk).slug == "ihlamur-cesme"


def test_a_new_name_reaches_every_page_that_tells_of_it():
    area, unit = neighbourhood("Eski Mahalle"), directorate("Eski Müdürlük")
    page = news("Yol kapalı", slug="yol", directorate=unit)
    page.neighbourhoods.set([area])
    page.save()
    offered = service(title="Ruhsat", slug="ruhsat", directorate=unit)
    area.name, unit.name = "Yeni Mahalle", "Yeni Müdürlük"
    area.save()
    unit.save()
    payloads = {row.page_id: row.payload for row in PublishedDocument.objects.filter(gone=False)}
    assert payloads[page.pk]["neighbourhoods"][0]["name"] == "Yeni Mahalle"
    assert payloads[page.pk]["directorate"]["name"] == "Yeni Müdürlük"
    assert payloads[offered.pk]["directorate"]["name"] == "Yeni Müdürlük"
    assert neighbourhood_names()[area.slug] == "Yeni Mahalle"
