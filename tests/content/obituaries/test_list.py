"""The list: by day, in the order of the prayers, by name, quarter, mosque and cemetery."""

import re
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.content.obituaries.surfaces import LIST, body
from tests.factories.obituaries import (
    BURIAL,
    after_burial,
    draft_obituary,
    expired_obituary,
    obituary,
    obituary_index,
    private_obituary,
)
from tests.factories.site import neighbourhood

pytestmark = pytest.mark.django_db


def listed(**query) -> list[str]:
    """Return the names in the order the list shows them."""
    return re.findall(r'class="obituary-name"><a [^>]*>([^<]+)<', body(LIST, **query))


def days(**query) -> list[str]:
    return re.findall(r'class="day-head"[^>]*><a [^>]*>([^<]+)<', body(LIST, **query))


def buried(name, day, prayer="ogle", clock=None, **fields):
    mosque = fields.pop("mosque", "Hunat Camii")
    return obituary(
        name,
        death_date=day,
        burial_date=day,
        prayer=prayer,
        prayer_time=clock,
        mosque=mosque,
        **fields,
    )


def test_only_what_is_public_is_listed():
    obituary()
    draft_obituary()
    private_obituary()
    expired_obituary()
    with after_burial(0):
        for tab in ("", "bugun", "bu-hafta"):
            assert listed(donem=tab) == ["Hatice ÖRNEK"]


def test_within_a_day_the_order_is_that_of_the_prayers_and_then_of_the_clock():
    buried("Yatsı BİR", BURIAL, "yatsi", time(18, 40))
    buried("Akşam BİR", BURIAL, "aksam")
    buried("İkindi GEÇ", BURIAL, "ikindi", time(15, 30))
    buried("İkindi ERKEN", BURIAL, "ikindi", time(15, 10))
    buried("Öğle SAATSİZ", BURIAL, "ogle")
    buried("Sabah BİR", BURIAL, "sabah")
    buried("Saatli BİR", BURIAL, "other", time(10, 30))
    with after_burial(0):
        assert listed(donem="bugun") == [
            "Sabah BİR",
            "Saatli BİR",
            "Öğle SAATSİZ",
            "İkindi ERKEN",
            "İkindi GEÇ",
            "Akşam BİR",
            "Yatsı BİR",
        ]


def test_today_comes_first_then_what_is_to_come_then_the_past_days_from_the_latest_on():
    for offset, name in ((0, "Bugün"), (1, "Yarın"), (2, "Öbür"), (-1, "Dün"), (-5, "Önce")):
        buried(f"{name} BİR", BURIAL + timedelta(offset), "ikindi")
        buried(f"{name} ERKEN", BURIAL + timedelta(offset), "sabah")
    with after_burial(0):
        assert listed() == [
            f"{day} {which}"
            for day in ("Bugün", "Yarın", "Öbür", "Dün", "Önce")
            for which in ("ERKEN", "BİR")
        ]
        assert days() == [
            "Bugün, 3 Mart Salı",
            "Yarın, 4 Mart Çarşamba",
            "5 Mart 2026 Perşembe",
            "Dün, 2 Mart Pazartesi",
            "26 Şubat 2026 Perşembe",
        ]


def test_the_tabs_keep_their_days():
    for offset, name in ((0, "Bugün"), (1, "Yarın"), (5, "Pazar"), (6, "Pazartesi"), (-1, "Dün")):
        buried(f"{name} KİŞİ", BURIAL + timedelta(offset))
    buried("Eski KİŞİ", BURIAL - timedelta(20))
    with after_burial(0):
        assert listed(donem="bugun") == ["Bugün KİŞİ"]
        assert listed(donem="yarin") == ["Yarın KİŞİ"]
        assert listed(donem="bu-hafta") == ["Bugün KİŞİ", "Yarın KİŞİ", "Pazar KİŞİ", "Dün KİŞİ"]
        assert listed(donem="arsiv") == ["Dün KİŞİ", "Eski KİŞİ"]


def test_a_day_begins_at_midnight_in_istanbul_not_in_greenwich():
    obituary()
    with after_burial(0, time(0, 30)):
        assert listed(donem="bugun") == ["Hatice ÖRNEK"]
    with after_burial(-1, time(23, 30)):
        assert listed(donem="yarin") == ["Hatice ÖRNEK"]


@pytest.mark.parametrize("typed", ["hat örn", "ORNEK", "örnek hatice", "Hatİce", "h"])
def test_beginnings_of_the_names_words_find_it_in_any_spelling(typed):
    obituary()
    with after_burial(0):
        assert listed(ad=typed) == ["Hatice ÖRNEK"]


@pytest.mark.parametrize("typed", ["Argıncık", "Mehmet", "vefat", "hatice kaya", "Hava", "nek"])
def test_other_words_of_the_notice_are_not_the_name(typed):
    obituary(father_name="Mehmet")
    with after_burial(0):
        assert listed(ad=typed) == []


def test_it_is_found_by_neighbourhood_mosque_and_cemetery():
    obituary(neighbourhood=neighbourhood("Argıncık"))
    buried("Başka KİŞİ", BURIAL, mosque="Hunat Camii", cemetery="Asri Mezarlık")
    with after_burial(0):
        assert listed(mahalle="argincik") == ["Hatice ÖRNEK"]
        assert listed(cami="hunat-camii") == ["Başka KİŞİ"]
        assert listed(mezarlik="argincik-mezarligi") == ["Hatice ÖRNEK"]
        assert '<option value="hunat-camii"' in body(LIST)


def test_the_archive_offers_the_mosques_that_only_its_own_notices_name():
    buried("Eski KİŞİ", BURIAL, mosque="Eski Cami")
    buried("Yeni KİŞİ", BURIAL + timedelta(days=8), mosque="Yeni Cami")
    with after_burial(8):
        assert '<option value="eski-cami"' not in body(LIST)
        assert '<option value="eski-cami"' in body(LIST, donem="arsiv")
        assert listed(donem="arsiv", cami="eski-cami") == ["Eski KİŞİ"]


@pytest.mark.parametrize(
    "query",
    [
        {"donem": "yil"},
        {"mahalle": "yok"},
        {"cami": "' OR 1=1"},
        {"sayfa": "-1"},
        {"sayfa": "999999999999999999999"},
        {"sayfa": "000001" + "9" * 4_500},
        {"ad": "'\\:*&|!()<->\x00"},
        {"ad": "%"},
    ],
)
def test_a_wrong_address_is_answered_with_the_list_and_a_word(query):
    obituary()
    with after_burial(0):
        response = Client().get(LIST, query)
    assert response.status_code == 200
    assert "Vefat ilanları" in response.content.decode()


def test_an_empty_list_says_whom_to_call_and_where_else_to_look():
    obituary()
    with after_burial(20):
        empty = body(LIST, ad="Hatice")
        assert 'href="tel:188"' in empty
        assert "donem=arsiv" in empty
        assert "ad=Hatice" in empty
        assert "Hatice ÖRNEK" in body(LIST, ad="Hatice", donem="arsiv")


def test_outside_search_engines_are_kept_from_the_names():
    obituary()
    with after_burial(0):
        assert 'name="robots" content="noarchive"' in body(LIST)
        assert 'name="robots" content="noindex"' in body(LIST, donem="arsiv")
        assert "data-nosnippet" in body(LIST)


def test_the_card_tells_time_mosque_cemetery_age_and_neighbourhood():
    obituary(neighbourhood=neighbourhood("Argıncık"))
    with after_burial(0):
        text = re.sub(r"<[^>]+>", "", body(LIST).split("<main")[1])
    for word in ("müteakip", "12.45", "Argıncık Merkez Camii", "Argıncık Mezarlığı", "(78)"):
        assert word in text


def test_the_list_asks_at_most_six_questions_however_long_it_is():
    obituary_index()
    for number in range(25):
        buried(f"Kişi SAYI{number}", BURIAL)
    with after_burial(0):
        assert "25 ilan" in body(LIST)  # labels and the frame are in memory from here on
        with CaptureQueriesContext(connection) as queries:
            assert "25 ilan" in body(LIST, donem="bugun")
    # The generation comes from memory where the site runs; tests ask the database for it.
    asked = [one["sql"] for one in queries if "publicationstate" not in one["sql"]]
    assert len(asked) <= 6, "\n".join(sql[:300] for sql in asked)


def test_a_long_list_has_pages_that_keep_the_filters():
    for number in range(25):
        buried(f"Kişi SAYI{number}", BURIAL)
    with after_burial(0):
        assert len(listed(donem="bugun", ad="kişi")) == 20
        assert len(listed(donem="bugun", ad="kişi", sayfa=2)) == 5
        assert "donem=bugun&amp;ad=ki%C5%9Fi&amp;sayfa=2" in body(LIST, donem="bugun", ad="kişi")


def test_a_burial_not_known_yet_stands_at_the_day_of_the_death_and_says_so():
    obituary(burial_date=None, prayer="", prayer_time=None, mosque="")
    with after_burial(-1):
        assert days() == ["Bugün, 2 Mart Pazartesi"]
        assert "Cenazenin zamanı henüz bildirilmedi." in body(LIST)


def test_the_years_end_does_not_confuse_the_days():
    buried("Yılbaşı KİŞİ", date(2026, 1, 1))
    from tests.factories.obituaries import on

    with on(date(2025, 12, 31)):
        assert days() == ["Yarın, 1 Ocak Perşembe"]
