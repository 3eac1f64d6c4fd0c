"""Less and less is public with the days, on every surface, whether or not anybody does anything."""

from datetime import date, time, timedelta

import pytest
from django.test import Client, override_settings

from search.models import PublishedDocument
from search.rebuild import rebuild
from tests.content.obituaries.surfaces import LIST, PAGE, body, everything, payload
from tests.factories.obituaries import BURIAL, DEATH, after_burial, full_obituary, obituary, on

pytestmark = pytest.mark.django_db

CONDOLENCE = ("Deneme Sokak", "3–5 Mart", "14.00–20.00")
GONE_LATER = (*CONDOLENCE, "Camikebir", "Zeliha", "Mehmet", "Bünyan", "Argıncık Merkez Camii")
LAST_MINUTE = time(23, 59)


def where(words, surfaces):
    return sorted(name for name, text in surfaces.items() if any(word in text for word in words))


def test_it_is_listed_for_seven_days_from_the_burial():
    obituary()
    with after_burial(6, LAST_MINUTE):
        assert "hatice-ornek" in body(LIST)
        assert "Hatice" in body("/api/v1/obituaries")
    with after_burial(7, time(0)):
        assert "hatice-ornek" not in body(LIST)
        assert "Hatice" not in body("/api/v1/obituaries")
        assert "hatice-ornek" not in body("/ara/", q="Hatice Örnek")
        assert "hatice-ornek" in body(LIST, donem="arsiv")


def test_the_condolence_is_public_until_the_last_minute_of_its_days():
    page = full_obituary()
    with after_burial(9, LAST_MINUTE):
        assert all(word in body(PAGE) for word in CONDOLENCE)
        assert payload(page.pk)["condolence"]["address"] == "Deneme Sokak No: 1"
        assert payload(page.pk)["reduced"] is False


def test_ten_days_after_the_burial_the_condolence_is_nowhere_any_more():
    page = full_obituary()
    with after_burial(10, time(0)):
        surfaces = everything(page.pk, words="Deneme Sokak Hatice")
        shown = {name: text for name, text in surfaces.items() if name != "search"}
        assert where(CONDOLENCE, shown) == []
        assert "hatice-ornek" not in surfaces["search"]


def test_the_page_then_keeps_name_dates_and_cemetery_and_nothing_else():
    page = full_obituary()
    with after_burial(10, time(0)):
        text = body(PAGE)
        assert "Hatice ÖRNEK (78) vefat etmiş, 3 Mart 2026 Salı günü" in text
        assert all(word in text for word in ("Argıncık Mezarlığı’na", "2 Mart 2026", "1948"))
        assert where(GONE_LATER, {"page": text, "api": body(f"/api/v1/documents/{page.pk}")}) == []
        assert payload(page.pk)["reduced"] is True


def test_words_of_the_condolence_find_nothing_in_the_index_afterwards():
    page = full_obituary()
    with after_burial(10, time(0)):
        row = PublishedDocument.objects.public().get(page_id=page.pk)
    stored = f"{row.payload} {row.search_text} {row.vector} {row.facets} {row.body}".lower()
    assert not [word for word in ("deneme", "camikebir", "zeliha", "merkez") if word in stored]


def test_the_page_ends_after_forty_days_and_says_so():
    page = obituary()
    with after_burial(39, LAST_MINUTE):
        assert Client().get(PAGE).status_code == 200
    with after_burial(40, time(0)):
        response = Client().get(PAGE)
        assert response.status_code == 410
        assert "Hatice" not in response.content.decode()
        assert "hatice-ornek" not in body(LIST, donem="arsiv")
        assert Client().get(f"/api/v1/documents/{page.pk}").status_code in {404, 410}


def test_the_family_may_wish_a_later_last_day():
    obituary(keep_until=BURIAL + timedelta(days=365))
    with after_burial(365, LAST_MINUTE):
        assert "Hatice" in body(PAGE)
    with after_burial(366, time(0)):
        assert Client().get(PAGE).status_code == 410


def test_the_family_may_wish_an_earlier_last_day_and_the_list_follows():
    obituary(keep_until=BURIAL + timedelta(days=2))
    with after_burial(2, LAST_MINUTE):
        assert "hatice-ornek" in body(LIST)
    with after_burial(3, time(0)):
        assert "hatice-ornek" not in body(LIST)
        assert Client().get(PAGE).status_code == 410


def test_while_the_burial_is_unknown_the_days_count_from_the_death():
    obituary(burial_date=None, prayer="", prayer_time=None, mosque="")
    with on(DEATH + timedelta(days=6), LAST_MINUTE):
        assert "hatice-ornek" in body(LIST)
    with on(DEATH + timedelta(days=7), time(0)):
        assert "hatice-ornek" not in body(LIST)


def test_the_funeral_is_told_as_past_from_the_next_day_on():
    obituary()
    with after_burial(0, LAST_MINUTE):
        assert "defnedilecektir" in body(PAGE)
    with after_burial(1, time(0)):
        assert "defnedilmiştir" in body(PAGE)
        assert "defnedilecektir" not in body(PAGE)


@override_settings(OBITUARY_LISTED_DAYS=2, OBITUARY_CONDOLENCE_DAYS=3, OBITUARY_PAGE_DAYS=4)
def test_every_period_is_a_setting():
    full_obituary()
    with after_burial(2, time(0)):
        assert "hatice-ornek" not in body(LIST)
        assert "Deneme Sokak" in body(PAGE)
    with after_burial(3, time(0)):
        assert "Deneme Sokak" not in body(PAGE)
    with after_burial(4, time(0)):
        assert Client().get(PAGE).status_code == 410


def test_the_description_does_not_depend_on_the_day_it_is_made_on():
    page = full_obituary()
    with on(date(2020, 1, 1)):
        before = list(page.describe())
    with on(date(2030, 1, 1)):
        assert list(page.describe()) == before


def test_the_spans_follow_each_other_without_gap_or_overlap():
    documents = list(full_obituary().describe())
    assert len(documents) == 3
    assert [one.valid_until for one in documents[:-1]] == [one.valid_from for one in documents[1:]]


def test_a_rebuild_finds_nothing_to_change():
    full_obituary()
    before = set(PublishedDocument.objects.values_list("path", "digest"))
    rebuild()
    assert set(PublishedDocument.objects.values_list("path", "digest")) == before
