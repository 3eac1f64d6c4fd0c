"""What is counted of searches and clicks, what never is, and when it is forgotten."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from search.models import ClickDay, QueryDay
from search.usage import recording
from search.usage.forgetting import forget_old
from search.usage.privacy import may_be_kept
from tests.factories import obituaries
from tests.factories.site import home_page
from tests.factories.standard import news

pytestmark = pytest.mark.django_db

BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


@pytest.fixture(autouse=True)
def _empty():
    home_page()
    recording.buffer.take()
    yield
    recording.buffer.take()


def search(words, **more):
    client = Client(**(BROWSER | more.pop("headers", {})))
    html = client.get("/ara/", {"q": words, **more}).content.decode()
    recording.flush()
    return html


def click(page, words="park", **headers):
    answer = Client(**headers).post("/ara/tiklama/", {"q": words, "page": page})
    recording.flush()
    return answer


def counted():
    return {row.query: row.searches for row in QueryDay.objects.all()}


def test_spellings_of_a_query_are_counted_together_by_day_and_nothing_else_is_kept():
    for words in ("Çiçekçi", "cicekci", "  ÇİÇEKÇİ "):
        search(words)
    row = QueryDay.objects.get()
    assert (row.day, row.query, row.spelling, row.searches) == (
        timezone.localdate(),
        "cicekci",
        "çiçekçi",
        3,
    )
    names = {field.name for field in QueryDay._meta.fields} - {"id"}
    assert names == {
        *("day", "locale", "query", "spelling"),
        *("searches", "empty", "partial", "answered", "clicks"),
    }


def test_it_is_told_whether_something_was_found():
    news("Park açılışı")
    search("park")
    search("zzzqqq")
    search("park gemisi")
    rows = {row.query: (row.empty, row.partial) for row in QueryDay.objects.all()}
    assert rows == {"park": (0, 0), "zzzqqq": (1, 0), "park gemisi": (0, 1)}


def test_tabs_filters_and_further_pages_are_no_new_search():
    news("Park açılışı")
    search("park", bolum="news")
    search("park", tarih="ay")
    search("park", sayfa="2")
    assert counted() == {}


@pytest.mark.parametrize("agent", ["Googlebot/2.1", "curl/8.0", ""])
def test_robots_are_not_counted(agent):
    search("park", headers={"HTTP_USER_AGENT": agent})
    assert counted() == {}


@pytest.mark.parametrize(
    "words",
    [
        "10000000146",
        "100 000 001 46 emlak borcu",
        "0532 999 88 77",
        "+90 (532) 999-8877",
        "ayse@example.org",
        "TR33 0006 1005 1978 6457 8413 26",
        "38 ABC 123",
        "CM-26-00482-K",
        "cm 26 00482 k",
    ],
)
def test_what_may_lead_to_a_person_is_never_written_down(words):
    assert not may_be_kept(words)
    search(words)
    assert counted() == {}


@pytest.mark.parametrize(
    "words", ["park", "sivas bulvarı 49", "1234 ada 5 parsel", "19 mayıs", "5393 sayılı kanun"]
)
def test_ordinary_numbers_are_no_reason_to_refuse(words):
    assert may_be_kept(words)


def test_names_of_the_dead_are_not_written_down():
    obituaries.full_obituary("Hatice ÖRNEK")
    with obituaries.on(obituaries.BURIAL):
        search("hatice örnek")
    assert counted() == {}


def test_an_opened_result_counts_for_query_and_page_once_an_hour_for_one_network():
    page = news("Park açılışı")
    assert f'data-hit="{page.pk}"' in search("park")
    assert click(page.pk, "PARKI").status_code == 204
    click(page.pk, "park")
    assert list(ClickDay.objects.values_list("page_id", "clicks")) == [(page.pk, 1)]
    click(page.pk, "park", REMOTE_ADDR="203.0.113.9")
    assert ClickDay.objects.get().clicks == 2
    assert QueryDay.objects.get(query="park").clicks == 1


def test_obituaries_get_no_clicks():
    page = obituaries.full_obituary("Hatice ÖRNEK")
    with obituaries.on(obituaries.BURIAL):
        assert not re.search(r"data-hit=", search("hatice"))
        click(page.pk, "hatice")
    assert not ClickDay.objects.exists()


def test_invented_pages_and_queries_leave_nothing_behind():
    click(987654321, "hiç aranmamış")
    assert not ClickDay.objects.exists()
    assert not QueryDay.objects.exists()


@pytest.mark.parametrize("page", ["", "x", "-1", "9" * 30, "٣"])
def test_odd_clicks_are_refused(page):
    assert click(page).status_code == 400


def test_other_sites_cannot_click():
    page = news("Park açılışı")
    assert click(page.pk, HTTP_ORIGIN="https://example.com").status_code == 400
    assert not ClickDay.objects.exists()


def test_a_flood_of_words_ends_at_the_days_limit(settings):
    settings.SEARCH_LOG_MOST_A_DAY = 2
    for number in range(5):
        search(f"park {number}")
    assert len(counted()) == 2


def test_a_page_from_the_cache_is_counted_each_time(settings):
    settings.PAGE_CACHE_BYTES = 10**6
    client = Client(**BROWSER)
    client.handler.load_middleware()  # with a cache that keeps pages
    news("Park açılışı")
    for _ in range(3):
        client.get("/ara/", {"q": "park"})
    recording.flush()
    assert counted() == {"park": 3}


def test_old_sums_go_and_rare_ones_after_a_month():
    today = timezone.localdate()
    for days, query, searches in (
        (500, "eski", 9),
        (40, "nadir", 2),
        (40, "sık", 9),
        (3, "yeni", 1),
    ):
        QueryDay.objects.create(
            day=today - timedelta(days=days),
            locale="tr",
            query=query,
            spelling=query,
            searches=searches,
        )
    ClickDay.objects.create(day=today - timedelta(days=200), page_id=1, clicks=3)
    assert forget_old() == 3
    assert set(counted()) == {"sık", "yeni"}
