"""What becomes true by the passing of time alone: unconfirmed, late, overdue."""

from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from content.roadworks.schemas import RoadWorkFields
from search.models import PublishedDocument
from search.rebuild import rebuild
from tests.factories.roadworks import day, finished, paused, planned, work

pytestmark = pytest.mark.django_db


def shown(page, when) -> dict:
    """Return the payload that holds at a moment."""
    return PublishedDocument.objects.public(when).get(page_id=page.pk).payload


def facets(page, when) -> list[str]:
    return PublishedDocument.objects.public(when).get(page_id=page.pk).facets


def test_after_fourteen_days_without_a_word_the_work_awaits_confirmation():
    page = work(planned_end=day(60), last_confirmed_on=timezone.localdate())
    before, after = day(13, 23), day(14, 0)
    assert not shown(page, before)["needs_confirmation"]
    assert shown(page, after)["needs_confirmation"]
    assert "unconfirmed:yes" not in facets(page, before)
    assert "unconfirmed:yes" in facets(page, after)


def test_the_number_of_days_is_a_setting(settings):
    settings.ROADWORK_CONFIRM_DAYS = 3
    page = work(planned_end=day(60), last_confirmed_on=timezone.localdate())
    assert shown(page, day(3, 0))["needs_confirmation"]


def test_a_planned_end_that_passes_makes_the_work_overdue_at_that_minute():
    page = work(planned_end=day(5, 18))
    assert not shown(page, day(5, 17))["overdue"]
    assert shown(page, day(5, 18))["overdue"]
    assert "overdue:yes" in facets(page, day(6))


def test_a_planned_work_that_did_not_begin_is_late():
    page = planned(planned_start=day(3), planned_end=day(9))
    assert not shown(page, day(2))["late_start"]
    assert shown(page, day(4))["late_start"]


def test_a_work_under_way_is_never_late():
    page = work(planned_start=day(-2))
    assert not shown(page, timezone.now())["late_start"]


def test_a_finished_work_never_asks_for_a_word():
    page = finished(last_confirmed_on=timezone.localdate() - timedelta(days=90))
    payload = shown(page, day(365))
    assert not payload["needs_confirmation"]
    assert not payload["overdue"]


def test_moments_that_fall_together_make_one_change():
    confirmed = timezone.localdate()
    page = work(planned_end=day(14, 0), last_confirmed_on=confirmed)
    rows = PublishedDocument.objects.filter(page_id=page.pk)
    assert rows.count() == 2
    assert shown(page, day(20))["overdue"]
    assert shown(page, day(20))["needs_confirmation"]


def test_every_phase_follows_the_schema_and_the_spans_meet():
    page = planned()
    rows = list(PublishedDocument.objects.filter(page_id=page.pk).order_by("valid_from"))
    assert len(rows) == 4
    for row in rows:
        RoadWorkFields.model_validate(row.payload)
        assert set(RoadWorkFields.model_json_schema(by_alias=True)["properties"]) <= set(
            row.payload
        )
    assert all(a.valid_until == b.valid_from for a, b in pairwise(rows))


def test_the_index_stays_what_a_rebuild_makes_of_it_whenever_it_is_made():
    work("Bir")
    planned("İki")
    paused("Üç")
    finished("Dört")
    assert not rebuild(check_only=True)
    with time_machine.travel(day(200), tick=False):
        assert not rebuild(check_only=True)


def test_the_page_tells_citizens_what_may_be_out_of_date():
    work(planned_end=day(5, 18), last_confirmed_on=timezone.localdate())
    url = "/asfalt-calismalari/oymak-caddesi/"
    fresh = Client().get(url).content.decode()
    assert "güncel olmayabilir" not in fresh
    with time_machine.travel(day(20), tick=False):
        stale = Client().get(url).content.decode()
    assert "teyit bekliyor" in stale
    assert "planlanan bitiş geçti" in stale
    assert "Bu bilgi güncel olmayabilir" in stale
