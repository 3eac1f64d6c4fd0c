"""News and announcements: the list, the page, events, expiry."""

import json
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from content.standard.schemas import NewsFields
from search.models import PublishedDocument
from tests.factories.site import neighbourhood
from tests.factories.standard import draft_news, expired_news, news, news_index, private_news

pytestmark = pytest.mark.django_db
ISTANBUL = ZoneInfo("Europe/Istanbul")


def listed(**query):
    news_index()
    return Client().get("/duyurular/", query).content.decode()


def an_event(title="Fidan dikimi", **fields):
    return news(
        title,
        slug="fidan",
        type="etkinlik",
        event_start=datetime(2026, 5, 2, 14, tzinfo=ISTANBUL),
        event_place="Yeşil Vadi",
        **fields,
    )


def test_the_list_holds_what_is_public_now_and_nothing_else():
    news("Açık duyuru", slug="acik")
    draft_news()
    private_news()
    expired_news()
    html = listed()
    assert "Açık duyuru" in html
    assert "1 sonuç" in html
    for hidden in ("Taslak duyuru", "Gizli duyuru", "Süresi dolmuş duyuru"):
        assert hidden not in html


def test_the_list_is_narrowed_by_kind_neighbourhood_and_word():
    page = news("Yol kapalı", slug="yol", type="duyuru")
    page.neighbourhoods.set([neighbourhood("Sahabiye")])
    page.save()
    news("Park ihalesi", slug="ihale", type="ihale")
    assert "Yol kapalı" not in listed(tur="ihale")
    assert "Park ihalesi" in listed(tur="ihale")
    assert "Park ihalesi" not in listed(mahalle="sahabiye")
    assert "Yol kapalı" in listed(mahalle="sahabiye")
    assert "Park ihalesi" in listed(sozcuk="ihale")
    assert "Yol kapalı" not in listed(sozcuk="ihale")


def test_an_unknown_kind_is_named_and_the_whole_list_is_shown():
    news("Açık duyuru", slug="acik")
    html = listed(tur="yok-boyle")
    assert "yok-boyle" in html
    assert "Açık duyuru" in html


@pytest.mark.parametrize("number", [3, 30])
def test_the_list_costs_few_queries_however_long_it_is(number, django_assert_max_num_queries):
    for index in range(number):
        news(f"Duyuru {index}", slug=f"d{index}")
    client = Client()
    client.get("/duyurular/")
    with django_assert_max_num_queries(6):
        client.get("/duyurular/")


def test_an_announcement_disappears_at_its_end_without_anybody_doing_anything():
    ends = timezone.now() + timedelta(hours=3)
    page = news("Kısa duyuru", slug="kisa", expire_at=ends)
    assert "Kısa duyuru" in listed()
    with time_machine.travel(ends + timedelta(seconds=1), tick=False):
        assert "Kısa duyuru" not in listed()
        assert Client().get(page.url_path.replace("/kocasinan", "", 1)).status_code in {404, 410}


def test_an_event_says_when_and_where_to_people_and_to_machines():
    page = an_event()
    html = Client().get(page.get_url()).content.decode()
    assert "2 Mayıs 2026 Cumartesi, 14.00" in html
    assert "Yeşil Vadi" in html
    data = json.loads(re.search(r'application/ld\+json">(.*?)</script>', html, re.S)[1])
    assert data["@type"] == "Event"
    assert data["startDate"] == "2026-05-02T14:00+03:00"
    assert data["location"] == {"@type": "Place", "name": "Yeşil Vadi"}


def test_the_name_of_no_municipality_is_made_up_for_an_event_without_a_place():
    page = news(
        "Çevrim içi toplantı",
        slug="toplanti",
        type="etkinlik",
        event_start=datetime(2026, 5, 2, 14, tzinfo=ISTANBUL),
    )
    html = Client().get(page.get_url()).content.decode()
    data = json.loads(re.search(r'application/ld\+json">(.*?)</script>', html, re.S)[1])
    assert "location" not in data


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"type": "etkinlik"}, "event_start"),
        ({"event_end": datetime(2026, 5, 2, 14, tzinfo=ISTANBUL)}, "event_start"),
        (
            {
                "event_start": datetime(2026, 5, 2, 14, tzinfo=ISTANBUL),
                "event_end": datetime(2026, 5, 2, 13, tzinfo=ISTANBUL),
            },
            "event_end",
        ),
    ],
)
def test_an_event_whose_times_make_no_sense_is_refused_at_the_field(fields, where):
    with pytest.raises(ValidationError) as refused:
        news("Etkinlik", slug="etkinlik", **fields)
    assert where in refused.value.message_dict


def test_the_payload_follows_its_schema():
    page = an_event()
    page.neighbourhoods.set([neighbourhood("Sahabiye")])
    page.save()
    payload = PublishedDocument.objects.get(page_id=page.pk).payload
    fields = NewsFields.model_validate(payload)
    assert fields.event.place == "Yeşil Vadi"
    assert [item.slug for item in fields.neighbourhoods] == ["sahabiye"]
