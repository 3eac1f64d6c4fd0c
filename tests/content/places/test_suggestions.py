"""“Bilgi yanlış mı?”: what citizens send reaches the desk, and nothing they typed is lost."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.places.models import PlaceSuggestion
from content.places.suggestions.actions import LIMITS, decide
from tests.factories.disclosures import disclosure_index
from tests.factories.places import (
    draft_place,
    english_guide,
    expired_place,
    place,
    private_place,
    translated,
)
from tests.factories.staff import all_sections, signed_in, staff

pytestmark = pytest.mark.django_db
GOOD = {
    "aspects": ["hours"],
    "correct": "Hafta içi 18.00’de kapanıyor",
    "contact": "0532 000 00 00",
}


def address(page) -> str:
    return f"/yer-bildirimi/{page.pk}/"


def send(page, client=None, headers=None, **fields):
    client = client or Client(enforce_csrf_checks=True)
    return client.post(address(page), {**GOOD, **fields}, headers=headers)


def words(response) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def suggestion(page, **fields) -> PlaceSuggestion:
    values = {"place_title": page.title, "place_path": page.get_url(), "aspects": ["phone"]}
    return PlaceSuggestion.objects.create(place=page, **{**values, **fields})


def test_the_place_page_leads_to_the_form_and_the_form_to_the_desk_and_to_thanks():
    page = place("Lale Eczanesi")
    client = Client(enforce_csrf_checks=True)
    assert f'href="{address(page)}"' in client.get(page.get_url()).content.decode()
    form = client.get(address(page))
    assert "Hangi bilgi yanlış?" in words(form)
    assert not form.cookies
    response = send(page, client)
    assert response.status_code == 302
    assert "kent rehberi masasına ulaştı" in words(client.get(response.url))
    kept = PlaceSuggestion.objects.get()
    assert (kept.place_id, kept.place_title, kept.status) == (page.pk, "Lale Eczanesi", "new")
    assert (kept.aspects, kept.correct, kept.contact) == (
        ["hours"],
        "Hafta içi 18.00’de kapanıyor",
        "0532 000 00 00",
    )


@pytest.mark.parametrize("make", [draft_place, private_place, expired_place])
def test_nothing_is_asked_or_told_of_a_place_that_is_not_public(make):
    page = make()
    assert Client().get(address(page)).status_code == 404
    assert send(page).status_code == 404
    assert not PlaceSuggestion.objects.exists()


def test_the_form_speaks_the_language_of_the_place():
    page = place()
    english = translated(page, "Lale Pharmacy", "")
    assert "What is wrong?" in words(Client().get(f"/en{address(english)}"))
    assert Client().get(f"/en{address(page)}").status_code == 404
    assert english_guide().locale.language_code == "en"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"aspects": []}, "En az birini seçin"),
        ({"aspects": ["uydurma"]}, "listeden seçin"),
        ({"correct": "  "}, "Doğrusunu bildiğiniz kadarıyla yazın"),
        ({"correct": "x" * 1001}, "en çok 1000"),
        ({"contact": "x" * 121}, "en çok 120"),
        ({"website": "https://ilan.example"}, "alanını boş bırakıp"),
    ],
)
def test_an_error_says_what_to_do_and_gives_back_everything_typed(fields, problem):
    page = place()
    response = send(page, **fields)
    assert response.status_code == 400
    text = response.content.decode()
    assert problem in words(response)
    sent = {**GOOD, **fields}
    for name in ("correct", "contact"):
        assert html.escape(sent[name].strip()) in text
    if "hours" in sent["aspects"]:
        assert re.search(r'value="hours" checked', text)
    assert response["Cache-Control"] == "private, no-store"
    assert not PlaceSuggestion.objects.exists()


def test_a_place_that_has_closed_needs_no_further_word():
    send(place(), aspects=["closed"], correct="")
    assert PlaceSuggestion.objects.get().aspects == ["closed"]


def test_a_second_press_of_the_button_makes_no_second_entry():
    page = place()
    first, second = send(page), send(page)
    assert first.url == second.url
    assert PlaceSuggestion.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        send(page)
    assert PlaceSuggestion.objects.count() == 2


def test_one_network_cannot_fill_the_queue_and_what_was_typed_is_given_back():
    page = place()
    of_a_place = LIMITS[1].attempts
    for number in range(of_a_place):
        assert send(page, correct=f"Bilgi {number}").status_code == 302
    refused = send(page, correct="Uzun uzun yazdım")
    assert refused.status_code == 429
    assert "Bir saat sonra yeniden gönderin" in words(refused)
    assert "Uzun uzun yazdım" in refused.content.decode()
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert send(page, other, correct="Uzun uzun yazdım").status_code == 302
    assert PlaceSuggestion.objects.count() == of_a_place + 1


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://kotu.example"}, {"Origin": "null", "Sec-Fetch-Site": "cross-site"}],
)
def test_another_site_cannot_write_for_its_visitors(headers):
    assert send(place(), headers=headers).status_code == 403
    assert not PlaceSuggestion.objects.exists()


def test_odd_bytes_do_no_harm():
    send(place(), correct="a\x00b", contact="\x00")
    assert PlaceSuggestion.objects.get().correct == "ab"


def test_the_form_names_how_personal_data_are_handled():
    index = disclosure_index()
    assert f'href="{index.get_url()}"' in Client().get(address(place())).content.decode()


def test_accepting_erases_the_contact_and_opens_the_place_to_be_corrected():
    all_sections()
    page = place()
    entry = suggestion(page, correct="0352 111 11 11", contact="ayse@example.org")
    client = signed_in(staff("guide"))
    edit = reverse("place_suggestions:edit", args=[entry.pk])
    screen = words(client.get(edit))
    assert "ayse@example.org" in screen
    assert "0352 111 11 11" in screen
    response = client.post(edit, {"note": "Arandı", "decision": "accepted", "open": "1"})
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    entry.refresh_from_db()
    assert (entry.status, entry.contact, entry.note) == ("accepted", "", "Arandı")
    assert entry.decided_by.username == "guide"


def test_a_rejected_one_leaves_the_queue_and_may_be_opened_again():
    all_sections()
    entry = suggestion(place())
    client = signed_in(staff("guide"))
    edit = reverse("place_suggestions:edit", args=[entry.pk])
    queue = f"{reverse('place_suggestions:index')}?status=new"
    assert client.post(edit, {"note": "", "decision": "rejected"}).url == queue
    assert edit not in client.get(queue).content.decode()
    client.post(edit, {"note": "", "decision": "new"})
    entry.refresh_from_db()
    assert (entry.status, entry.decided_at, entry.decided_by) == ("new", None, None)


def test_of_two_who_decide_at_once_the_second_is_told():
    all_sections()
    entry = suggestion(place())
    user = staff("guide")
    decide(suggestion_id=entry.pk, status="rejected", note="", user=user)
    edit = reverse("place_suggestions:edit", args=[entry.pk])
    page = signed_in(user).post(edit, {"note": "", "decision": "accepted"}, follow=True)
    assert "başka biri karar vermiş" in words(page)
    entry.refresh_from_db()
    assert entry.status == "rejected"


def test_the_dashboard_shows_the_desk_what_waits():
    all_sections()
    entry = suggestion(place("Gül Eczanesi"))
    dashboard = signed_in(staff("guide")).get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("place_suggestions:edit", args=[entry.pk]) in dashboard
    assert "1 bildirim bekliyor" in dashboard


def test_the_queue_outlives_the_place():
    page = place("Gül Eczanesi")
    entry = suggestion(page)
    page.delete()
    entry.refresh_from_db()
    assert (entry.place, entry.place_title) == (None, "Gül Eczanesi")


@pytest.mark.parametrize(
    "fields",
    [{"aspects": []}, {"aspects": ["uydurma"]}, {"status": "accepted", "contact": "x"}],
)
def test_the_database_itself_refuses_what_must_not_be(fields):
    page = place()
    with pytest.raises(IntegrityError), transaction.atomic():
        suggestion(page, **fields)


@pytest.mark.parametrize(
    ("role", "may"),
    [("guide", True), ("administrator", True), ("obituaries", False), ("editor", False)],
)
def test_the_queue_is_the_guide_desks(role, may):
    all_sections()
    entry = suggestion(place(), contact="ayse@example.org")
    client = signed_in(staff(role))
    for url in (
        reverse("place_suggestions:index"),
        reverse("place_suggestions:edit", args=[entry.pk]),
    ):
        response = client.get(url)
        assert ("Lale Eczanesi" in response.content.decode()) is may
    dashboard = client.get(reverse("wagtailadmin_home")).content.decode()
    assert ("1 bildirim bekliyor" in dashboard) is may
    client.post(
        reverse("place_suggestions:edit", args=[entry.pk]), {"note": "", "decision": "rejected"}
    )
    entry.refresh_from_db()
    assert (entry.status == "rejected") is may


def test_nobody_adds_one_in_the_admin():
    all_sections()
    client = signed_in(staff("administrator"))
    assert client.get(reverse("place_suggestions:add")).status_code == 302
