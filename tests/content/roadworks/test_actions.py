"""Writes of road works: confirmations, changes of status, two people at once."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from content.roadworks.actions import change_status, confirm
from content.roadworks.models import RoadWorkPage
from search.models import PublishedDocument
from tests.factories.roadworks import day, draft, finished, paused, planned, work
from tests.factories.staff import staff

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.localdate() - timedelta(days=40)


def payload(page) -> dict:
    return PublishedDocument.objects.public().get(page_id=page.pk).payload


def fresh(page) -> RoadWorkPage:
    return RoadWorkPage.objects.get(pk=page.pk)


def test_a_confirmation_is_public_at_once():
    page = work(last_confirmed_on=LONG_AGO)
    assert payload(page)["needs_confirmation"]
    confirm(page_id=page.pk, user=None)
    assert not payload(page)["needs_confirmation"]
    assert fresh(page).last_confirmed_on == timezone.localdate()


def test_a_confirmation_leaves_a_draft_a_draft():
    page = work(description="Yayındaki metin", last_confirmed_on=LONG_AGO)
    page.description = "Yarım kalan metin"
    page.save_revision(user=staff("roadworks"))
    confirm(page_id=page.pk, user=None)
    assert payload(page)["description"] == "Yayındaki metin"
    page = fresh(page)
    assert page.has_unpublished_changes
    latest = page.get_latest_revision_as_object()
    assert latest.description == "Yarım kalan metin"
    assert latest.last_confirmed_on == timezone.localdate()


def test_what_is_not_public_cannot_be_confirmed():
    with pytest.raises(RoadWorkPage.DoesNotExist):
        confirm(page_id=draft().pk, user=None)


def test_a_planned_work_that_begins_gets_its_real_start():
    page = planned(planned_start=day(1), planned_end=day(5))
    change_status(page_id=page.pk, status="in_progress", user=None, at=day(0, 8))
    assert payload(page)["status"] == "in_progress"
    assert fresh(page).actual_start == day(0, 8)


def test_a_finished_work_gets_its_real_end_and_all_of_its_progress():
    page = work(progress=60)
    change_status(page_id=page.pk, status="finished", user=None, at=day(-1, 17))
    page = fresh(page)
    assert page.actual_end == day(-1, 17)
    assert page.progress == 100


def test_a_work_found_unfinished_loses_its_real_end():
    page = finished()
    change_status(page_id=page.pk, status="in_progress", user=None)
    page = fresh(page)
    assert page.actual_end is None
    assert page.actual_start == day(-20)


def test_the_reason_goes_when_the_work_goes_on():
    page = paused(status_reason="Hava koşulları")
    change_status(page_id=page.pk, status="in_progress", user=None)
    assert payload(page)["status_reason"] == ""


def test_a_pause_without_a_reason_is_refused_and_nothing_changes():
    page = work()
    with pytest.raises(ValidationError) as caught:
        change_status(page_id=page.pk, status="paused", user=None)
    assert "status_reason" in caught.value.message_dict
    assert payload(page)["status"] == "in_progress"


def test_a_change_the_table_does_not_allow_names_those_it_does():
    page = planned()
    with pytest.raises(ValidationError) as caught:
        change_status(page_id=page.pk, status="finished", user=None)
    assert "Sürüyor, İptal" in caught.value.message_dict["status"][0]


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_change_the_status_at_once_one_is_told():
    page = planned(planned_start=day(-1), planned_end=day(5))
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def press() -> None:
        try:
            start.wait(timeout=10)
            change_status(page_id=page.pk, status="in_progress", user=None)
            outcomes.append("done")
        except ValidationError as error:
            outcomes.append(" ".join(error.messages))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _person in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert outcomes.count("done") == 1
    assert any("biri sizden önce değiştirmiş" in outcome for outcome in outcomes)
    assert fresh(page).status == "in_progress"
