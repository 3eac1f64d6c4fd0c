"""What citizens see of a place, and what the API and machines read."""

import json
import re
from datetime import date, time

import pytest
from django.test import Client
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from content.places.models import PlaceException, PlacePage, PlacePhoto
from content.places.qr import qr_file, qr_inline
from content.places.schemas import PlaceFields
from search.models import PublishedDocument
from tests.factories.places import draft_place, open_weekdays, place, translated
from tests.factories.site import directorate, neighbourhood

pytestmark = pytest.mark.django_db


def whole_place(**fields):
    values = {
        "neighbourhood": neighbourhood("Argıncık", postal_code="38080"),
        "street": "Osman Kavuncu Bulvarı",
        "door_no": "12A",
        "lat": 38.7402,
        "lng": 35.479,
        "phones": "0352 222 89 60, 153",
        "verified_on": date(2026, 10, 1),
        "step_free": "yes",
        "directorate": directorate("Sağlık İşleri Müdürlüğü"),
        **fields,
    }
    return open_weekdays(place(**values))


def exception(year: int, note: str) -> PlaceException:
    return PlaceException(first_day=date(year, 1, 1), last_day=date(year, 1, 2), note=note)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def document(page):
    return PublishedDocument.objects.get(page_id=page.pk)


def test_the_page_says_address_phones_hours_and_access_in_words():
    page = whole_place(public_holidays="closed", religious_holidays="closed")
    response = Client().get(page.get_url())
    text = text_of(response)
    assert "Argıncık Mah. Osman Kavuncu Bulvarı No: 12A" in text
    assert "38080" in text
    assert "08.30–17.00" in text
    assert "Resmî tatillerde ve dinî bayramlarda: kapalı." in text
    assert "1 Ekim 2026 tarihinde doğrulandı." in text
    html = response.content.decode()
    assert 'href="tel:03522228960"' in html
    assert "geo:38.7402,35.479" in html


def test_the_coordinates_stand_in_plain_numbers_in_every_language():
    page = whole_place()
    assert "38.7402, 35.479" in text_of(Client().get(page.get_url()))
    english = translated(page, "Lale Pharmacy", "")
    assert "38.7402, 35.479" in text_of(Client().get(english.get_url()))


def test_a_place_nobody_has_verified_says_so():
    assert "Henüz doğrulanmadı" in text_of(Client().get(place().get_url()))


def test_the_qr_code_is_drawn_here_and_can_be_taken_along_as_a_file():
    page = whole_place()
    client = Client()
    html = client.get(page.get_url()).content.decode()
    address = f"http://testserver{page.get_url()}"
    assert str(qr_inline(address)) in html
    file = client.get(f"/yer-karekodu/{page.pk}.svg")
    assert file["Content-Type"] == "image/svg+xml"
    assert file["Content-Disposition"] == f'attachment; filename="{page.slug}-karekod.svg"'
    assert file.content == qr_file(address)
    assert client.get(f"/yer-karekodu/{draft_place().pk}.svg").status_code == 404


def test_a_place_without_hours_says_that_they_are_not_known():
    assert "Çalışma saatleri bilinmiyor." in text_of(Client().get(place().get_url()))


def test_past_exceptions_are_not_shown_and_coming_ones_are():
    page = whole_place()
    page.exceptions.set([exception(2020, "Eski tadilat"), exception(2999, "Yeni tadilat")])
    page.save()
    text = text_of(Client().get(page.get_url()))
    assert "Yeni tadilat" in text
    assert "Eski tadilat" not in text


def test_the_page_reads_at_most_three_times(django_assert_max_num_queries):
    page = whole_place()
    place("Gül Eczanesi", lat=38.7403, lng=35.4791)
    client = Client()
    client.get(page.get_url())
    with django_assert_max_num_queries(3):
        client.get(page.get_url(), {"a": "1"})


def test_the_nearest_places_stand_beside_it_and_far_ones_do_not():
    page = whole_place()
    place("Gül Eczanesi", lat=38.7405, lng=35.479)
    place("Uzak Eczane", lat=38.9, lng=35.479)
    text = text_of(Client().get(page.get_url()))
    assert "Gül Eczanesi" in text
    assert "Uzak Eczane" not in text


def test_photos_are_shown_with_the_words_for_who_cannot_see_them():
    page = whole_place()
    image = Image.objects.create(title="giris.jpg", file=get_test_image_file())
    page.photos.set([PlacePhoto(image=image, alt="Rampalı giriş", caption="Ön kapı")])
    page.save()
    html = Client().get(page.get_url()).content.decode()
    assert 'alt="Rampalı giriş"' in html
    assert document(page).payload["image"]["alt"] == "Rampalı giriş"


def test_the_payload_follows_the_schema_of_the_api():
    payload = document(whole_place()).payload
    read = PlaceFields.model_validate(payload).model_dump(mode="json", by_alias=True)
    assert {name: payload[name] for name in read} == read


def test_an_empty_place_follows_it_too():
    payload = document(place()).payload
    PlaceFields.model_validate(payload)
    assert payload["opening_hours"] == ""
    assert payload["week"] == []


def test_search_engines_get_type_point_phone_and_hours():
    html = Client().get(whole_place().get_url()).content.decode()
    found = json.loads(re.search(r'application/ld\+json">(.*?)</script>', html, re.S)[1])
    assert found["geo"]["latitude"] == 38.7402
    assert found["telephone"] == "+903522228960"
    assert found["address"]["postalCode"] == "38080"
    days = found["openingHoursSpecification"][0]["dayOfWeek"]
    assert (days[0], days[-1], len(days)) == ("Monday", "Friday", 5)
    (feature,) = found["amenityFeature"]  # what nobody has looked at is not called absent
    assert (feature["name"], feature["value"]) == ("Step-free entrance", True)


def test_it_is_found_by_group_other_name_and_spelling_of_its_neighbourhood():
    page = whole_place(other_names="Nöbetçi Lale")
    found = document(page)
    assert {"category:saglik", "category:eczane", "step_free:yes"} <= set(found.facets)
    for word in ("Nöbetçi", "Sağlık", "Argıncık", "Kavuncu"):
        assert word in found.search_text["keywords"]


def test_a_renamed_category_changes_its_places_at_once():
    page = whole_place()
    page.category.name = "Ecza deposu"
    page.category.save()
    assert document(page).payload["category"]["name"] == "Ecza deposu"


def test_a_translation_has_its_own_words_and_the_facts_of_the_original():
    page = whole_place()
    english = translated(page, "Lale Pharmacy", "Medicines.")
    page.category.name_en = "Pharmacy"
    page.category.save()
    assert "Lale Pharmacy" in text_of(Client().get(english.get_url()))
    assert document(english).payload["category"]["name"] == "Pharmacy"
    assert document(english).payload["phones"] == ["0352 222 89 60", "153"]


def test_new_hours_and_phones_reach_the_translations_when_they_are_published():
    page = whole_place()
    english = translated(page, "Lale Pharmacy", "Medicines.")
    page = PlacePage.objects.get(pk=page.pk)
    page.phones, page.description = "0352 000 00 00", "Yeni"
    row = page.hours.all()[0]
    row.closes = time(19)
    page.hours.set([row])
    page.save_revision().publish()
    data = document(english).payload
    assert data["phones"] == ["0352 000 00 00"]
    assert data["opening_hours"] == "Mo-Fr 08:30-19:00"
    assert (data["title"], data["description"]) == ("Lale Pharmacy", "Medicines.")


def test_a_draft_of_a_translator_gets_the_facts_but_is_not_published():
    page = whole_place()
    english = translated(page, "Lale Pharmacy", "Medicines.")
    english.description = "Half done"
    english.save_revision()
    page = PlacePage.objects.get(pk=page.pk)
    page.phones = "153"
    page.save_revision().publish()
    assert document(english).payload["description"] == "Medicines."
    draft = PlacePage.objects.get(pk=english.pk).get_latest_revision_as_object()
    assert (draft.description, draft.phones) == ("Half done", "153")


def test_a_copy_is_a_place_of_its_own_and_a_translation_is_not():
    page = whole_place(external_id="yer-1")
    copy = page.copy(update_attrs={"slug": "kopya", "title": "Kopya"})
    assert PlacePage.objects.get(pk=copy.pk).external_id == ""
    assert translated(page, "Lale Pharmacy", "").external_id == "yer-1"
