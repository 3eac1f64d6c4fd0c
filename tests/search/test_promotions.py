"""Promoted results: for which queries, how long, and who may."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from search.models import Promotion, PublicationState
from tests.factories.site import home_page
from tests.factories.staff import staff
from tests.factories.standard import news, section, service, standard_page

pytestmark = pytest.mark.django_db

LIST = "/yonetim/arama/one-cikanlar/"


@pytest.fixture
def page():
    home_page()
    return standard_page(title="Evlendirme rehberi")


def promote(page, queries="nikâh|evlilik", **fields):
    return Promotion.objects.create(
        page=page, queries=queries, owner=fields.pop("owner", None) or staff("editor"), **fields
    )


def promoted(words, path="/ara/", **more):
    html = Client().get(path, {"q": words, **more}).content.decode()
    found = re.search(r'<section class="promoted".*?</section>', html, re.DOTALL)
    return found.group() if found else ""


@pytest.mark.parametrize("words", ["nikâh", "NİKAH", "nikahı", "evlilik", "evliligi"])
def test_a_promoted_page_stands_first_and_is_called_so(page, words):
    promote(page)
    shown = promoted(words)
    assert "Öne çıkan" in shown
    assert "Evlendirme rehberi" in shown


@pytest.mark.parametrize("words", ["nikâh salonu", "park"])
def test_other_queries_do_not_show_it(page, words):
    promote(page)
    assert promoted(words) == ""


def test_it_counts_in_longer_queries_if_that_is_wanted(page):
    promote(page, within=True)
    assert "Evlendirme rehberi" in promoted("nikâh salonu adresi")
    assert promoted("salon adresi") == ""


def test_it_is_not_listed_twice(page):
    promote(page, queries="evlendirme")
    html = Client().get("/ara/", {"q": "evlendirme"}).content.decode()
    assert html.count(f'href="{page.get_url()}"') == 1


def test_it_is_shown_from_its_first_to_its_last_day_only(page):
    today = timezone.localdate()
    row = promote(page, starts_on=today, ends_on=today)
    assert promoted("nikâh")
    row.starts_on, row.ends_on = today + timedelta(days=1), today + timedelta(days=2)
    row.save()
    assert promoted("nikâh") == ""
    assert row.state == "başlamadı"
    row.starts_on, row.ends_on = today - timedelta(days=2), today - timedelta(days=1)
    row.save()
    assert promoted("nikâh") == ""
    assert row.state == "süresi doldu"


def test_what_is_not_public_is_not_promoted(page):
    promote(page)
    page.unpublish()
    assert promoted("nikâh") == ""


def test_filters_tabs_and_other_languages_show_none(page):
    promote(page, queries="evlendirme")
    assert promoted("evlendirme", bolum="page") == ""
    assert promoted("evlendirme", path="/en/ara/") == ""


def test_it_cannot_stay_for_ever(page):
    today = timezone.localdate()
    row = Promotion(
        page=page,
        queries="nikâh",
        owner=staff("editor"),
        starts_on=today,
        ends_on=today + timedelta(days=185),
    )
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert "En çok altı ay" in str(refused.value)
    with pytest.raises(IntegrityError):
        row.save()


def test_without_a_query_or_with_an_end_before_the_start_it_is_refused(page):
    today = timezone.localdate()
    row = Promotion(page=page, queries=" | ", owner=staff("editor"), ends_on=today)
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert "queries" in refused.value.message_dict
    row.queries, row.ends_on = "nikâh", today - timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert "ends_on" in refused.value.message_dict


def test_the_form_begins_with_query_and_owner_and_the_result_is_live_at_once(page, client):
    editor = staff("editor")
    client.force_login(editor)
    form = client.get(f"{LIST}new/", {"sorgu": "nikâh"}).content.decode()
    assert ">\nnikâh</textarea>" in form
    assert f'<option value="{editor.pk}" selected' in form
    before = PublicationState.current()
    today = timezone.localdate()
    answer = client.post(
        f"{LIST}new/",
        {
            "queries": "nikâh",
            "page": page.pk,
            "starts_on": f"{today:%d.%m.%Y}",
            "ends_on": f"{today:%d.%m.%Y}",
            "owner": editor.pk,
            "note": "",
        },
    )
    assert answer.status_code == 302, answer.context["form"].errors
    assert PublicationState.current() > before
    assert "Evlendirme rehberi" in promoted("nikâh")


def test_the_list_shows_who_answers_for_it_and_narrows_by_state(page, admin_client):
    promote(page)
    html = admin_client.get(LIST).content.decode()
    assert "nikâh, evlilik" in html
    assert "gösteriliyor" in html
    assert "nikâh, evlilik" not in admin_client.get(LIST, {"state": "ended"}).content.decode()


@pytest.mark.parametrize("role", ["obituaries", "roadworks", "guide", "privacy"])
def test_desks_may_not_promote(page, role, client):
    client.force_login(staff(role))
    for path in (LIST, f"{LIST}new/"):
        answer = client.get(path)
        assert answer.status_code in {302, 403}
    client.post(f"{LIST}new/", {"queries": "x", "page": page.pk})
    assert not Promotion.objects.exists()


def test_a_card_that_says_the_same_is_enough():
    home_page()
    news("x")
    course = service(section(), title="Kurs kayıt", start_label="Kurslar", start_url="/kurslar/")
    promote(course, queries="kurs kayıt")
    assert promoted("kurs kayıt") == ""
