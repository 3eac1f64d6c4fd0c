"""Nothing becomes public by any way before the family has approved it."""

from datetime import time, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from content.obituaries.family.actions import ask, override
from content.obituaries.models import ApprovalState, FamilyApproval, ObituaryPage
from content.obituaries.publishing import NotApprovedError
from tests.content.obituaries.surfaces import LIST, body
from tests.content.obituaries.test_desk import FORM, add_url, desk, edit_url, publish
from tests.factories.obituaries import DEATH, obituary, on, waiting_obituary

pytestmark = pytest.mark.django_db
# What the form says of the notice as the family read it, without a reason of the desk.
UNAPPROVED = {"desk_reason": "", "birth_year": "1948"}


def fresh(page):
    return ObituaryPage.objects.get(pk=page.pk)


def test_the_form_refuses_an_unapproved_notice_says_why_and_keeps_what_was_typed():
    with on(DEATH):
        response = publish(desk(), add_url(), **UNAPPROVED, notes="Kahve ikramı olacak")
    text = response.content.decode()
    assert "Aileye henüz sorulmadı" in text
    assert "Kahve ikramı olacak" in text
    assert not ObituaryPage.objects.filter(live=True).exists()


def test_the_form_publishes_with_a_reason_and_keeps_it_with_the_name_of_who_gave_it():
    with on(DEATH):
        publish(desk(), add_url(), desk_reason="Kızı telefonda onayladı")
        assert "Hatice" in body(LIST)
    kept = FamilyApproval.objects.get()
    assert (kept.state, kept.reason) == (ApprovalState.OVERRIDDEN, "Kızı telefonda onayladı")
    assert kept.created_by.username == "obituaries"


def test_a_draft_is_published_from_its_form_with_a_reason_too():
    page = waiting_obituary()
    with on(DEATH):
        client = desk()
        publish(client, edit_url(page), **UNAPPROVED)
        assert not fresh(page).live
        publish(client, edit_url(page), desk_reason="Kızı telefonda onayladı")
        assert fresh(page).live


def test_an_autosaved_reason_clears_nothing():
    page = waiting_obituary()
    with on(DEATH):
        desk().post(edit_url(page), FORM | {"desk_reason": "yazarken"})
    assert not FamilyApproval.objects.exists()


def test_the_bulk_action_publishes_only_what_is_approved():
    page = waiting_obituary()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    with on(DEATH):
        client = desk()
        client.post(f"{url}?id={page.pk}&next=/yonetim/")
        assert not fresh(page).live
        override(page=page, reason="Telefonda onaylandı")
        client.post(f"{url}?id={page.pk}&next=/yonetim/")
        assert fresh(page).live


def test_a_program_or_the_api_cannot_publish_a_revision():
    page = waiting_obituary()
    with pytest.raises(NotApprovedError):
        page.get_latest_revision().publish()
    page.live = True
    with pytest.raises(NotApprovedError):
        page.save()
    assert not Page.objects.get(pk=page.pk).live


def test_a_copy_of_a_public_notice_is_not_public():
    with pytest.raises(NotApprovedError):
        obituary().copy(update_attrs={"slug": "kopya"}, keep_live=True)


def test_the_scheduler_leaves_an_unapproved_notice_and_goes_on_with_the_others():
    page = waiting_obituary()
    past = timezone.now() - timedelta(minutes=5)
    page.revisions.update(approved_go_live_at=past)
    other = waiting_obituary("Ali ÖRNEK")
    other.revisions.update(approved_go_live_at=past + timedelta(minutes=1))
    override(page=other, reason="Telefonda onaylandı")
    call_command("publish_scheduled", verbosity=0)
    assert (fresh(page).live, fresh(other).live) == (False, True)
    assert not page.revisions.exclude(approved_go_live_at=None).exists()


def test_a_notice_is_scheduled_in_the_form_and_comes_at_its_time():
    with on(DEATH):
        client = desk()
        client.post(add_url(), FORM | {"title": "hatice örnek", "prayer": "ogle"})
        page = ObituaryPage.objects.get()
        publish(client, edit_url(page), go_live_at="02.03.2026 11:00", slug=page.slug)
        assert page.revisions.exclude(approved_go_live_at=None).exists()
        call_command("publish_scheduled", verbosity=0)
        assert not fresh(page).live
    with on(DEATH, time(11, 1)):
        call_command("publish_scheduled", verbosity=0)
        assert fresh(page).live


def test_a_schedule_ends_when_the_family_is_asked_anew():
    page = waiting_obituary()
    override(page=page, reason="Telefonda onaylandı")
    page.revisions.update(approved_go_live_at=timezone.now() + timedelta(hours=1))
    ask(page=page, user=None)
    assert not page.revisions.exclude(approved_go_live_at=None).exists()


def test_the_database_refuses_what_passes_by_the_application():
    page = waiting_obituary()
    with transaction.atomic():
        Page.objects.filter(pk=page.pk).update(live=True)
        with pytest.raises(IntegrityError, match="without approval"):
            connection.check_constraints()  # what happens at the end of every transaction
        transaction.set_rollback(True)
    assert not Page.objects.get(pk=page.pk).live


def test_a_public_notice_is_corrected_without_asking_again():
    page = obituary()
    with on(DEATH):
        publish(desk(), edit_url(page), **UNAPPROVED, mosque="Sahabiye Camii")
    assert fresh(page).mosque == "Sahabiye Camii"


def test_a_withdrawn_notice_needs_a_new_word_of_the_family():
    page = obituary()
    with on(DEATH):
        fresh(page).unpublish()
        with pytest.raises(NotApprovedError):
            fresh(page).save_revision().publish()
