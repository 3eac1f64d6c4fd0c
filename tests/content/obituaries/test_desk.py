"""The desk's work: a notice in a few fields, its list, its exports."""

import csv
import io
from datetime import date, time

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from content.obituaries.models import ObituaryPage
from tests.content.obituaries.surfaces import LIST, PAGE, body
from tests.factories.obituaries import (
    BURIAL,
    DEATH,
    INFORMANT,
    PHONE,
    after_burial,
    draft_obituary,
    full_obituary,
    obituary,
    obituary_index,
    on,
)
from tests.factories.staff import signed_in, staff

pytestmark = pytest.mark.django_db

DESK_LIST = "/yonetim/vefat-ilanlari/"
FORM = {
    "title": "hatice örnek",
    "slug": "",
    "gender": "female",
    "death_date": "02.03.2026",
    "ceremony": "prayer",
    "burial_date": "03.03.2026",
    "prayer": "ogle",
    "prayer_time": "12.45",
    "mosque": "Hunat Camii",
    "cemetery": "Argıncık Mezarlığı",
    "desk_reason": "Aile telefonda onayladı",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


def desk():
    return signed_in(staff("obituaries"))


def add_url():
    return reverse(
        "wagtailadmin_pages:add", args=["obituaries", "obituarypage", obituary_index().pk]
    )


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def publish(client, url, **fields):
    return client.post(url, FORM | fields | {"action-publish": "publish"})


def test_a_handful_of_fields_makes_a_public_notice_at_once():
    with on(DEATH):
        publish(desk(), add_url())
        page = ObituaryPage.objects.get()
        assert (page.title, page.slug, page.live) == ("Hatice ÖRNEK", "hatice-ornek-020326", True)
        assert page.prayer_time == time(12, 45)
        assert "Hunat Camii’nde kılınacak" in body(PAGE)
        assert "hatice-ornek-020326" in body(LIST)
        assert "hatice-ornek-020326" in body("/api/v1/obituaries")


def test_a_new_notice_proposes_today_and_tomorrow():
    with on(DEATH):
        form = desk().get(add_url()).context["form"]
        assert form["death_date"].value() == DEATH
        assert form["burial_date"].value() == BURIAL


def test_an_uncertain_burial_may_be_emptied():
    with on(DEATH):
        publish(desk(), add_url(), burial_date="", prayer="", prayer_time="", mosque="")
        assert ObituaryPage.objects.get().burial_date is None
        assert "daha sonra duyurulacaktır" in body(PAGE)


def test_a_mistake_is_explained_in_turkish_and_nothing_typed_is_lost():
    with on(DEATH):
        answer = publish(desk(), add_url(), burial_date="01.03.2026", notes="Kahve ikramı olacak")
    text = answer.content.decode()
    assert "Defin, vefattan önce olamaz." in text
    assert "Kahve ikramı olacak" in text
    assert not ObituaryPage.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"burial_date": "31.02.2026"},
        {"death_date": "dün"},
        {"death_date": ""},
        {"birth_year": "bin"},
        {"given_age": "-3"},
        {"prayer": "brunch"},
        {"prayer_time": "25.99"},
        {"title": ""},
        {"title": "…" * 300},
        {"slug": "ç ş"},
        {"desk_phone": "bilmiyorum"},
    ],
)
def test_nonsense_is_refused_without_an_error_page(fields):
    with on(DEATH):
        answer = publish(desk(), add_url(), **fields)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not ObituaryPage.objects.exists()


def test_noon_on_a_friday_is_published_only_after_a_second_look():
    with on(date(2026, 3, 5)):
        client = desk()
        answer = publish(client, add_url(), burial_date="06.03.2026")
        assert "06.03.2026 Cuma gününe geliyor: Cuma namazı mı?" in answer.content.decode()
        client.post(add_url(), FORM | {"burial_date": "06.03.2026", "action-publish": "anyway"})
        assert ObituaryPage.objects.get().prayer == "ogle"


def test_the_address_follows_the_name_until_the_first_publication():
    with on(DEATH):
        client = desk()
        client.post(add_url(), FORM | {"title": "hat", "prayer": "", "mosque": ""})
        page = ObituaryPage.objects.get()
        assert (page.live, page.slug) == (False, "hat-020326")
        publish(client, edit_url(page), slug="hat-020326")
        page.refresh_from_db()
        assert (page.live, page.slug) == (True, "hatice-ornek-020326")


def test_the_address_stays_when_the_name_is_corrected_afterwards():
    page = obituary()
    with on(DEATH):
        publish(desk(), edit_url(page), title="Hatice ÖRNEKOĞLU", slug="")
    page.refresh_from_db()
    assert (page.title, page.slug) == ("Hatice ÖRNEKOĞLU", "hatice-ornek-020326")


def test_an_address_chosen_by_hand_is_kept():
    with on(DEATH):
        publish(desk(), add_url(), slug="hatice-hanim")
    assert ObituaryPage.objects.get().slug == "hatice-hanim"


def test_recent_mosques_and_cemeteries_are_offered_while_typing():
    obituary(mosque="Sahabiye Camii")
    with on(DEATH):
        text = desk().get(add_url()).content.decode()
    assert '<option value="Sahabiye Camii">' in text
    assert 'list="suggested-mosque"' in text


def test_the_desks_list_shows_what_it_needs_newest_funeral_first():
    obituary()
    obituary("Ali ÖRNEK", burial_date=date(2026, 3, 5))
    draft_obituary()
    with after_burial(0):
        rows = desk().get(DESK_LIST)
        text = rows.content.decode()
    assert next(iter(rows.context["pages"])).title == "Ali ÖRNEK"
    for word in ("03.03.2026 Sal", "Öğle, 12.45", "Argıncık Merkez Camii", "Yayında değil"):
        assert word in text


def titles(client, **query):
    return {page.title for page in client.get(DESK_LIST, query).context["pages"]}


def test_the_desks_list_is_narrowed_by_day_prayer_mosque_and_words():
    obituary()
    obituary("Ali ÖRNEK", burial_date=date(2026, 3, 4), prayer="ikindi", mosque="Hunat Camii")
    obituary("Veli ÖRNEK", burial_date=None, prayer="", prayer_time=None, mosque="")
    with after_burial(0):
        client = desk()
        assert titles(client, when="today") == {"Hatice ÖRNEK"}
        assert titles(client, when="tomorrow") == {"Ali ÖRNEK"}
        assert titles(client, when="coming") == {"Hatice ÖRNEK", "Ali ÖRNEK"}
        assert titles(client, when="unknown") == {"Veli ÖRNEK"}
        assert titles(client, prayer="ikindi") == {"Ali ÖRNEK"}
        assert titles(client, mosque="hunat") == {"Ali ÖRNEK"}
        assert titles(client, burial_date_from="2026-03-04") == {"Ali ÖRNEK"}
        assert titles(client, q="hatice", prayer="ogle") == {"Hatice ÖRNEK"}


def test_the_page_tree_shows_the_same_columns():
    obituary()
    with after_burial(0):
        text = (
            desk().get(reverse("wagtailadmin_explore", args=[obituary_index().pk])).content.decode()
        )
    assert "03.03.2026 Sal" in text
    assert "Öğle, 12.45" in text


def test_the_export_opens_in_spreadsheets_and_holds_neither_phone_nor_informant():
    full_obituary()
    obituary('=HYPERLINK("x") ÖRNEK')
    with after_burial(0):
        answer = desk().get(DESK_LIST, {"export": "csv"})
        raw = b"".join(answer.streaming_content)
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    by_name = {row["Ad"]: row for row in rows}
    assert by_name["Hatice ÖRNEK"]["Saat"] == "12.45"
    assert by_name["Hatice ÖRNEK"]["Vakit"] == "Öğle"
    assert any(name.startswith("'=") for name in by_name)
    assert PHONE not in raw.decode()
    assert INFORMANT not in raw.decode()


def test_the_workbook_holds_dates_as_dates():
    obituary()
    with after_burial(0):
        answer = desk().get(DESK_LIST, {"export": "xlsx"})
        sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    head, row = list(sheet.iter_rows(values_only=True))
    found = dict(zip(head, row, strict=True))
    assert found["Defin"] == BURIAL
    assert found["Yayında"] == "Evet"


def test_the_preview_is_the_notice_as_it_would_be_published():
    with on(DEATH):
        client = desk()
        url = reverse(
            "wagtailadmin_pages:preview_on_add",
            args=["obituaries", "obituarypage", obituary_index().pk],
        )
        client.post(url, FORM)
        text = client.get(url, {"mode": ""}).content.decode()
    assert "Hatice ÖRNEK vefat etmiştir." in text
    assert not ObituaryPage.objects.exists()
