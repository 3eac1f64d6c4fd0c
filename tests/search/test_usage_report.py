"""The report of searches: what it counts, what needs an eye, exports, who may."""

from datetime import timedelta

import pytest
from django.utils import timezone

from search.models import QueryDay
from tests.factories.staff import staff

pytestmark = pytest.mark.django_db

PATH = "/yonetim/reports/aramalar/"


def searched(query, searches, *, days=1, **sums):
    QueryDay.objects.create(
        day=timezone.localdate() - timedelta(days=days),
        locale="tr",
        query=query,
        spelling=query,
        searches=searches,
        **sums,
    )


def rows(client, **params):
    answer = client.get(PATH, params)
    return {row["query"]: row for row in answer.context["object_list"]}


def test_queries_are_summed_over_the_period_the_most_frequent_first(admin_client):
    searched("park", 3)
    searched("park", 4, days=20)
    searched("eczane", 9)
    found = rows(admin_client)
    assert [(name, row["total"]) for name, row in found.items()] == [("eczane", 9), ("park", 7)]
    assert rows(admin_client, days="7")["park"]["total"] == 3


def test_the_trend_compares_with_as_many_days_before(admin_client):
    searched("park", 15)
    searched("park", 10, days=40)
    searched("kurs", 5)
    html = admin_client.get(PATH).content.decode()
    assert "+%50" in html
    assert "yeni" in html
    assert rows(admin_client)["park"]["before"] == 10


def test_what_finds_nothing_or_is_hardly_opened_can_be_asked_for(admin_client):
    searched("bisiklet", 8, empty=8)
    searched("emlak borcu", 20, clicks=1)
    searched("nöbetçi eczane", 30, answered=30)
    searched("park", 20, clicks=15)
    searched("hali saha", 9, partial=9, clicks=8)
    assert set(rows(admin_client, kind="empty")) == {"bisiklet"}
    assert set(rows(admin_client, kind="partial")) == {"hali saha"}
    assert set(rows(admin_client, kind="unopened")) == {"emlak borcu"}


def test_above_the_list_stands_how_search_did_as_a_whole(admin_client):
    searched("park", 6, clicks=3)
    searched("bisiklet", 4, empty=4)
    searched("park", 5, days=40)
    html = admin_client.get(PATH).content.decode()
    assert "10 arama (önceki dönemde 5)" in html
    assert "40 sonuçsuz" in html


def test_rising_queries_can_be_asked_for(admin_client):
    searched("kar", 20)
    searched("kar", 2, days=40)
    searched("park", 20)
    searched("park", 18, days=40)
    assert list(rows(admin_client, kind="rising")) == ["kar"]


def test_one_press_leads_from_a_query_to_a_synonym_and_to_a_promotion(client):
    searched("bisiklet yolu", 8, empty=8)
    client.force_login(staff("editor"))
    html = client.get(PATH).content.decode()
    assert "/yonetim/arama/es-anlamlilar/new/?sorgu=bisiklet+yolu" in html
    assert "/yonetim/arama/one-cikanlar/new/?sorgu=bisiklet+yolu" in html
    form = client.get("/yonetim/arama/es-anlamlilar/new/", {"sorgu": "bisiklet yolu"})
    assert "bisiklet yolu</textarea>" in form.content.decode()


def test_it_is_exported_as_csv_and_xlsx(admin_client):
    searched("çocuk parkı", 8, clicks=4)
    answer = admin_client.get(PATH, {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert "Aranan,Dil,Aramalar" in text
    assert "çocuk parkı,tr,8,0,0,0,0,4,50" in text
    assert admin_client.get(PATH, {"export": "xlsx"}).headers["Content-Type"].endswith("sheet")


@pytest.mark.parametrize("role", ["obituaries", "roadworks", "guide", "privacy"])
def test_desks_do_not_see_it(role, client):
    searched("park", 8)
    client.force_login(staff(role))
    assert client.get(PATH).status_code in {302, 403}


def test_it_costs_the_same_however_many_queries_there_are(
    admin_client, django_assert_max_num_queries
):
    for number in range(30):
        searched(f"park {number}", number + 1)
    admin_client.get(PATH)
    with django_assert_max_num_queries(25):
        admin_client.get(PATH)
