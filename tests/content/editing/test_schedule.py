"""Publication by the clock: what readers see to the minute, with and without the scheduler."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from content.standard.models import NewsPage
from search.models import PublishedDocument
from tests.factories.staff import draft_announcement, public_announcement, staff, submitted

pytestmark = pytest.mark.django_db
ISTANBUL = ZoneInfo("Europe/Istanbul")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=ISTANBUL)
# Wagtail's scheduler takes what is due before now, so the next run after noon.
NEXT_RUN = datetime(2026, 11, 24, 12, 0, 1, tzinfo=ISTANBUL)
BEFORE = datetime(2026, 11, 24, 11, 59, 59, tzinfo=ISTANBUL)
MORNING = datetime(2026, 11, 24, 8, 0, tzinfo=ISTANBUL)


def status(path: str) -> int:
    return Client().get(path).status_code


def listed(page) -> bool:
    return PublishedDocument.objects.listed().filter(page_id=page.pk).exists()


def test_an_approved_page_goes_public_at_its_time_and_not_before():
    with time_machine.travel(MORNING, tick=False) as clock:
        editor, approver = staff("editor"), staff("approver")
        page = draft_announcement(editor, go_live_at=NOON)
        page = submitted(page, editor)
        page.current_workflow_task.on_action(page.current_workflow_task_state, approver, "approve")
        path = NewsPage.objects.get(pk=page.pk).get_url()
        assert status(path) == 404
        clock.move_to(BEFORE)
        call_command("publish_scheduled")
        assert status(path) == 404
        clock.move_to(NEXT_RUN)
        call_command("publish_scheduled")
        assert status(path) == 200
        assert listed(page)


def test_a_page_vanishes_in_the_second_of_its_end_even_if_no_scheduler_runs():
    with time_machine.travel(MORNING, tick=False) as clock:
        page = public_announcement(expire_at=NOON)
        path = page.get_url()
        clock.move_to(BEFORE)
        assert status(path) == 200
        assert listed(page)
        clock.move_to(NOON)
        assert status(path) == 410
        assert not listed(page)
        assert path not in Client().get("/duyurular/").content.decode()


def test_the_scheduler_leaves_a_tombstone_for_what_has_ended():
    with time_machine.travel(MORNING, tick=False) as clock:
        page = public_announcement(expire_at=NOON)
        clock.move_to(NEXT_RUN)
        call_command("publish_scheduled")
        page = NewsPage.objects.get(pk=page.pk)
        assert page.expired
        assert not page.live
        assert PublishedDocument.objects.get(page_id=page.pk).gone


def test_a_scheduled_change_of_a_public_page_keeps_the_old_text_until_then():
    with time_machine.travel(MORNING, tick=False) as clock:
        page = public_announcement("Eski başlık")
        changed = NewsPage.objects.get(pk=page.pk)
        changed.title = "Yeni başlık"
        changed.go_live_at = NOON
        changed.save_revision().publish()
        path = page.get_url()
        assert "Eski başlık" in Client().get(path).content.decode()
        clock.move_to(NEXT_RUN)
        call_command("publish_scheduled")
        assert "Yeni başlık" in Client().get(path).content.decode()
