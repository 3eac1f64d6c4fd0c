"""The first page: services, the next funerals, road works under way, the latest news."""

import re
from datetime import time, timedelta

import pytest
from django.test import Client
from wagtail.models import Locale

from tests.factories import obituaries as notices
from tests.factories import roadworks as works
from tests.factories.site import home_page
from tests.factories.standard import draft_news, expired_news, news, private_news

pytestmark = pytest.mark.django_db


def first_page(path="/"):
    home_page()
    return Client().get(path).content.decode()


def on_the_day(clock):
    return notices.on(notices.BURIAL, clock)


def test_the_tiles_are_what_editors_put_there_in_their_order():
    home = home_page()
    home.services = [
        ("tile", {"title": "Borç ödeme", "text": "Vergi", "url": "/borc/", "icon": "wallet"}),
        ("tile", {"title": "Kent rehberi", "text": "", "url": "/rehber/", "icon": "map-pin"}),
    ]
    home.save()
    html = first_page()
    assert re.search(r'href="/borc/".*?#wallet.*?Borç ödeme.*?Vergi.*?Kent rehberi', html, re.S)


def test_there_is_one_search_box():
    assert first_page().count('name="q"') == 1


def test_funerals_still_ahead_come_first_and_those_long_begun_are_left_out():
    notices.obituary("Sabah DEFNEDİLEN", slug="sabah", prayer="other", prayer_time=time(9))
    notices.obituary("Öğle DEFNEDİLEN", slug="ogle", prayer="ogle", prayer_time=time(12, 45))
    unknown = {"burial_date": None, "prayer": "", "prayer_time": None}
    notices.obituary("Saati BELİRSİZ", slug="belirsiz", death_date=notices.BURIAL, **unknown)
    tomorrow = notices.BURIAL + timedelta(days=1)
    notices.obituary("Yarın DEFNEDİLEN", slug="yarin", burial_date=tomorrow)
    later = notices.BURIAL + timedelta(days=2)
    notices.obituary("Öbür gün DEFNEDİLEN", slug="obur", burial_date=later)
    with on_the_day(time(11, 30)):
        html = first_page()
    assert "Sabah DEFNEDİLEN" not in html
    assert html.index("Öğle DEFNEDİLEN") < html.index("Yarın DEFNEDİLEN")
    assert "Saati BELİRSİZ" in html
    assert "Öbür gün DEFNEDİLEN" not in html


def test_at_most_five_funerals_stand_there():
    for number in range(7):
        notices.obituary(f"Kişi {number}", slug=f"kisi-{number}")
    with on_the_day(time(8)):
        assert len(re.findall(r'href="/vefat-ilanlari/kisi-\d/"', first_page())) == 5


def test_without_funerals_it_says_so():
    notices.obituary_index()
    assert "Bugün ve yarın için yaklaşan cenaze bildirilmedi." in first_page()


def test_works_under_way_stand_there_and_neither_planned_nor_finished_ones():
    works.work("Süren cadde", status="in_progress")
    works.work("Planlanan cadde", status="planned")
    html = first_page()
    assert "Süren cadde" in html
    assert "Planlanan cadde" not in html


def test_the_latest_news_are_public_and_newest_first():
    news("Eski duyuru", slug="eski", date="2026-01-01T09:00:00+03:00")
    news("Yeni duyuru", slug="yeni", date="2026-02-01T09:00:00+03:00")
    draft_news()
    private_news()
    expired_news()
    html = first_page()
    assert html.index("Yeni duyuru") < html.index("Eski duyuru")
    for hidden in ("Taslak duyuru", "Gizli duyuru", "Süresi dolmuş duyuru"):
        assert hidden not in html


def test_a_site_without_a_list_has_neither_its_part_nor_a_dead_link():
    news("Duyuru", slug="duyuru")
    html = first_page()
    assert "/duyurular/" in html
    assert "vefat-ilanlari" not in html
    assert "asfalt-calismalari" not in html


def test_another_language_shows_turkish_notices_and_says_that_they_are_turkish():
    english = Locale.objects.get_or_create(language_code="en")[0]
    home_page().copy_for_translation(english).save_revision().publish()
    works.work("Süren cadde", status="in_progress")
    html = first_page("/en/")
    assert re.search(r'<ul[^>]* lang="tr" dir="ltr"><li>.*?Süren cadde', html, re.S)
    assert "Road works now" in html


@pytest.mark.parametrize("number", [1, 9])
def test_the_first_page_costs_few_queries_however_much_there_is(
    number, django_assert_max_num_queries
):
    for index in range(number):
        news(f"Duyuru {index}", slug=f"d{index}")
        works.work(f"Cadde {index}", status="in_progress")
        notices.obituary(f"Kişi {index}", slug=f"k{index}")
    client = Client()
    with on_the_day(time(8)):
        client.get("/")
        with django_assert_max_num_queries(6):
            html = client.get("/").content.decode()
    assert html.count('href="/vefat-ilanlari/k') == min(number, 5)
