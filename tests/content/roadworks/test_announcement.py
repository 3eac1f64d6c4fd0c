"""The announcement in the form, on the page and in the index."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from content.roadworks.models import RoadWorkPage
from search.models import PublishedDocument
from tests.content.roadworks.test_desk import form, typed
from tests.factories.roadworks import day, index, planned, work
from tests.factories.site import neighbourhood
from tests.factories.staff import signed_in, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    index()
    return signed_in(staff("roadworks"))


def payload(page):
    return PublishedDocument.objects.public().get(page_id=page.pk).payload


def test_the_form_gets_the_text_for_what_is_typed_so_far(desk):
    response = desk.post(
        reverse("roadwork_announcement"),
        form(vehicle_impact="alternating-one-way", areas=[neighbourhood("Barbaros")]),
    )
    text = response.json()["text"]
    assert text.startswith("Barbaros Mahallesi, Oymak Caddesi’nde ")
    assert "Trafik tek şeritten sırayla akacak." in text


def test_a_form_full_of_nonsense_gets_no_text_and_no_error(desk):
    nonsense = {"planned_start": "dün", "streets-TOTAL_FORMS": "9" * 50, "neighbourhoods": "x"}
    response = desk.post(reverse("roadwork_announcement"), nonsense)
    assert response.json() == {"text": ""}


def test_strangers_get_no_proposal():
    response = Client().post(reverse("roadwork_announcement"), {})
    assert response.status_code == 302
    assert "login" in response.url


def test_without_words_of_the_editor_the_text_made_from_the_fields_is_public():
    page = planned(vehicle_impact="alternating-one-way")
    assert "Trafik tek şeritten sırayla akacak" in payload(page)["announcement"]
    html = Client().get(page.url).content.decode()
    assert "Trafik tek şeritten sırayla akacak" in html


def edit(desk, page, **fields):
    values = form(
        title=page.title,
        slug=page.slug,
        planned_start=typed(page.planned_start),
        planned_end=typed(page.planned_end),
        areas=list(page.neighbourhoods.all()),
        **fields,
    )
    response = desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), values)
    assert response.status_code == 302, response.context["form"].errors
    return RoadWorkPage.objects.get(pk=page.pk)


def test_the_editors_words_hold_until_a_field_changes(desk):
    page = planned()
    page = edit(desk, page, announcement="Komşular, asfaltımız geliyor.")
    assert payload(page)["announcement"] == "Komşular, asfaltımız geliyor."
    page = edit(desk, page, announcement="Komşular, asfaltımız geliyor.", detour="Erkilet Bulvarı")
    assert "Alternatif güzergâh: Erkilet Bulvarı." in payload(page)["announcement"]
    edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = desk.get(edit_url).content.decode()
    assert "alanlar değişmeden önce" in html


def test_words_equal_to_the_proposal_follow_the_fields(desk):
    page = edit(desk, planned())
    page = edit(desk, page, announcement=page.proposed_announcement())
    assert page.announcement == ""


def test_when_the_end_has_passed_no_old_promise_is_repeated():
    page = work(planned_end=day(1))
    with time_machine.travel(day(2), tick=False):
        text = payload(page)["announcement"]
    assert "yeni tarih henüz duyurulmadı" in text
    assert "gününe kadar" not in text
