"""The family's link on its way: sealed while it waits, tried again, and the desk reads how far it is."""

import base64
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from content.obituaries.family.actions import answer, ask, waiting_for
from content.obituaries.retention import forget_approvals
from outbox import sending
from outbox.bounces import HARD, Report
from outbox.models import Content, Message, State
from outbox.returns import take
from tests.content.obituaries.test_desk import desk
from tests.factories.obituaries import waiting_obituary

pytestmark = pytest.mark.django_db
EMAIL = "aile@example.org"


@pytest.fixture
def page():
    return waiting_obituary()


def family_url(page):
    return reverse("obituary_family", args=[page.pk])


def ask_by_form(page, email=EMAIL):
    client = desk()
    return client, client.post(family_url(page), {"do": "ask", "email": email}, follow=True)


def read(client, page):
    return client.get(family_url(page)).content.decode()


@pytest.fixture
def down(settings):
    """A mail server nobody answers at."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1


def up(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Message.objects.update(due_at=timezone.now())


def test_nothing_is_called_sent_before_the_mail_server_took_it(page):
    client, response = ask_by_form(page)
    words = response.content.decode()
    assert "gönderilmeyi bekliyor" in words
    assert "sunucusu" not in words
    sending.send_due(5)
    assert "E-posta sunucusu aile@example.org adresine giden e-postayı" in read(client, page)
    assert [letter.to for letter in mail.outbox] == [[EMAIL]]


def test_the_link_is_sealed_while_it_waits_and_gone_when_it_was_handed_over(page):
    _approval, token = ask(page=page, user=None, email=EMAIL)
    tables = f"{list(Message.objects.values())} {list(Content.objects.values())}"
    assert token not in tables
    sending.send_due(5)
    assert token in mail.outbox[0].body
    assert Message.objects.get().values == {}


def test_a_mail_server_that_is_down_is_told_to_the_desk_and_tried_again(page, down, settings):
    client, _response = ask_by_form(page)
    sending.send_due(5)
    words = read(client, page)
    assert "henüz teslim edilemedi" in words
    assert "Connection refused" in words
    assert "telefonla iletin" in words
    up(settings)
    sending.send_due(5)
    assert len(mail.outbox) == 1
    assert "E-posta sunucusu aile@example.org adresine giden e-postayı" in read(client, page)


def fail(state=State.FAILED, **fields):
    Message.objects.update(state=state, done_at=timezone.now(), **fields)


def test_what_failed_is_on_the_dashboard_and_the_same_link_is_sent_again_by_a_button(page):
    client, _response = ask_by_form(page)
    fail(last_error="554 5.7.1 refused")
    assert "Ailelere ulaşmayan e-postalar" in client.get("/yonetim/").content.decode()
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Aileye gönderilen e-posta ulaşmadı" in form
    words = read(client, page)
    assert "554 5.7.1 refused" in words
    assert 'value="again"' in words
    client.post(family_url(page), {"do": "again"})
    sending.send_due(5)
    token = re.search(r"/aile-onayi/([\w-]+)/", mail.outbox[0].body)[1]
    assert waiting_for(token).page_id == page.pk
    assert "Ailelere ulaşmayan" not in client.get("/yonetim/").content.decode()


def test_a_returned_mail_asks_for_another_address_and_is_not_sent_without_its_link(page):
    client, _response = ask_by_form(page)
    sending.send_due(5)
    assert take(Report(Message.objects.get().pk, HARD, "550 5.1.1 no such user"))
    words = read(client, page)
    assert "Böyle bir adres yok" in words
    assert 'value="again"' not in words
    again = client.post(family_url(page), {"do": "again"}, follow=True).content.decode()
    assert "yeniden gönderilemez" in again
    sending.send_due(5)
    assert len(mail.outbox) == 1


def test_a_new_link_takes_the_mail_of_the_old_one_back(page):
    ask(page=page, user=None, email=EMAIL)
    ask(page=page, user=None, email="oglu@example.org")
    sending.send_due(5)
    assert [letter.to for letter in mail.outbox] == [["oglu@example.org"]]
    assert Message.objects.get(state=State.STOPPED).recipient == ""


def test_answer_and_end_of_a_link_leave_no_address_and_no_words_in_the_outbox(page):
    _approval, token = ask(page=page, user=None, email=EMAIL)
    sending.send_due(5)
    answer(token=token, approves=True)
    assert (Message.objects.get().recipient, Content.objects.count()) == ("", 0)
    approval, _token = ask(page=page, user=None, email=EMAIL)
    type(approval).objects.filter(pk=approval.pk).update(
        expires_at=timezone.now() - timedelta(hours=1)
    )
    forget_approvals()
    assert set(Message.objects.values_list("recipient", flat=True)) == {""}


ANOTHER_KEY = f"another:{base64.urlsafe_b64encode(bytes(range(32))).decode()}"


def test_a_secret_sealed_under_a_forgotten_key_fails_and_stops_nothing_else(page, settings):
    ask(page=page, user=None, email=EMAIL)
    other = waiting_obituary("Ali DENEME")
    settings.IDENTITY_KEYS = [ANOTHER_KEY]
    ask(page=other, user=None, email="ali@example.org")
    sending.send_due(5)
    assert [letter.to for letter in mail.outbox] == [["ali@example.org"]]
    assert "key that is gone" in Message.objects.get(state=State.FAILED).last_error


def test_a_former_key_still_opens_what_it_sealed(page, settings):
    ask(page=page, user=None, email=EMAIL)
    settings.IDENTITY_KEYS = [ANOTHER_KEY, *settings.IDENTITY_KEYS]
    sending.send_due(5)
    assert [letter.to for letter in mail.outbox] == [[EMAIL]]
