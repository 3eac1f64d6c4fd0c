"""What is recorded is sent once; what fails is tried again, or told."""

from datetime import date, time, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from outbox import actions, sending
from outbox.actions import Draft
from outbox.models import Batch, Content, Message, Priority, State
from outbox.sending import undeliverable
from tests.factories.obituaries import on

pytestmark = pytest.mark.django_db


def draft(name="ayse", **fields):
    values = {"channel": "mail", "recipient": f"{name}@example.org", "key": f"test:{name}"}
    return Draft(**(values | fields))


def put(name="ayse", **fields):
    actions.put(draft(name, **fields), subject="Deneme", text="Merhaba")
    return Message.objects.get(key=f"test:{name}")


def again():
    """Let what waits be due now."""
    Message.objects.filter(state=State.WAITING).update(due_at=timezone.now())


def test_a_message_is_sent_with_its_values_and_a_message_id_of_its_row(sink):
    actions.put(
        draft(values={"link": "https://example.org/?a=1&b=2"}),
        subject="Konu",
        text="Bağlantı: [[link]]",
        html='<a href="[[link]]">Bağlantı</a>',
        headers={"List-Unsubscribe": "<[[link]]>"},
    )
    sending.send_due(5)
    message = Message.objects.get()
    [(to, number, found, sender)] = sink.mails
    assert (to, sender) == ("ayse@example.org", "bilgi@example.org")
    assert number == f"<{message.pk}@example.org>"
    assert found["List-Unsubscribe"] == "<https://example.org/?a=1&b=2>"
    assert found["Auto-Submitted"] == "auto-generated"
    plain, html = [part.get_payload(decode=True).decode() for part in found.get_payload()]
    assert plain.strip() == "Bağlantı: https://example.org/?a=1&b=2"
    assert "?a=1&amp;b=2" in html
    assert (message.state, message.attempts) == (State.SENT, 1)


def test_the_same_key_is_one_message_however_often_it_is_recorded():
    assert actions.put(draft(), subject="Bir", text="Bir")
    assert not actions.put(draft(), subject="İki", text="İki")
    sending.send_due(5)
    assert [letter.subject for letter in mail.outbox] == ["Bir"]
    assert Content.objects.count() == 1


def test_who_waits_at_the_screen_comes_first():
    put("toplu", priority=Priority.NORMAL)
    put("bekleyen", priority=Priority.PERSON_WAITS)
    sending.send_due(5)
    assert [letter.to[0] for letter in mail.outbox] == [
        "bekleyen@example.org",
        "toplu@example.org",
    ]


def test_an_address_that_does_not_exist_fails_at_once_and_is_told(sink):
    told = []
    undeliverable.connect(
        lambda sender, message, is_hard, **_: told.append((message.key, is_hard)),
        weak=False,
        dispatch_uid="test",
    )
    sink.refuse = {
        "yok@example.org": "550 5.1.1 No such user",
        "yasak@example.org": "550 5.7.1 Not allowed",
    }
    put("yok")
    put("yasak")
    sending.send_due(5)
    undeliverable.disconnect(dispatch_uid="test")
    states = dict(Message.objects.values_list("key", "bounce"))
    assert states == {"test:yok": "hard", "test:yasak": ""}
    assert sorted(told) == [("test:yasak", False), ("test:yok", True)]
    assert set(Message.objects.values_list("state", flat=True)) == {State.FAILED}


def test_a_full_mailbox_is_tried_again_later_and_given_up_in_the_end(sink):
    sink.refuse = {"dolu@example.org": "452 4.2.2 Mailbox full"}
    message = put("dolu")
    sending.send_due(5)
    message.refresh_from_db()
    assert message.state == State.WAITING
    assert message.due_at > timezone.now() + timedelta(seconds=40)
    assert "Mailbox full" in message.last_error
    for _ in sending.BACKOFF:
        again()
        sending.send_due(5)
    message.refresh_from_db()
    assert message.state == State.FAILED


def test_a_mail_server_that_is_away_costs_no_message_a_try(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    for name in ("bir", "iki", "üç"):
        put(name.replace("ü", "u").replace("ç", "c"))
    assert sending.send_due(5) == 1
    assert set(Message.objects.values_list("state", "attempts")) == {(State.WAITING, 0)}
    assert not sending.has_due()


def test_nobody_is_disturbed_in_quiet_hours_but_answers_go(settings):
    settings.OUTBOX_QUIET_HOURS = "22:00-08:00"
    with on(date(2026, 3, 2), time(23)):
        put("uyuyan", is_quiet=True)
        put("bekleyen")
        sending.send_due(5)
        assert [letter.to[0] for letter in mail.outbox] == ["bekleyen@example.org"]
    with on(date(2026, 3, 3), time(8)):
        sending.send_due(5)
    assert len(mail.outbox) == 2


def test_a_channel_sends_no_faster_than_it_may(settings):
    settings.OUTBOX_MAILS_PER_MINUTE = 600
    for number in range(6):
        put(f"kisi{number}")
    begun = timezone.now()
    sending.send_due(10)
    took = (timezone.now() - begun).total_seconds()
    assert len(mail.outbox) == 6
    assert 0.45 < took < 5  # ten in a second, not one


def test_what_is_not_needed_any_more_is_not_sent():
    message = put()
    actions.stop([message])
    sending.send_due(5)
    assert mail.outbox == []
    message.refresh_from_db()
    assert message.state == State.STOPPED


def test_erasing_a_person_leaves_counts_and_nothing_else():
    batch = Batch.objects.create(name="Toplu", key="toplu")
    actions.put(draft("giden", owner="kisi:1"), subject="a", text="Ayşe", batch=batch)
    sending.send_due(5)
    actions.put(draft("bekleyen", owner="kisi:1"), subject="a", text="Ayşe", batch=batch)
    actions.put(draft("baska", owner="kisi:2"), subject="a", text="Ali", batch=batch)
    actions.erase_owner(owner="kisi:1")
    rows = Message.objects.exclude(key="test:baska").values_list(
        "recipient", "values", "owner", "content"
    )
    assert {(r, str(v), o, c) for r, v, o, c in rows} == {("", "{}", "", None)}
    assert [item.text for item in Content.objects.all()] == ["Ali"]
    found = actions.count_batch(batch)
    assert (found.total, found.sent, found.stopped) == (3, 1, 1)


def test_addresses_are_erased_after_some_days_and_rows_after_some_weeks(settings):
    batch = Batch.objects.create(name="Toplu", key="toplu", is_written=True)
    actions.put(draft(), subject="a", text="b", batch=batch)
    sending.send_due(5)
    Message.objects.update(done_at=timezone.now() - timedelta(days=8))
    actions.forget_old()
    assert Message.objects.get().recipient == ""
    Message.objects.update(done_at=timezone.now() - timedelta(days=91))
    actions.forget_old()
    batch.refresh_from_db()
    assert not Message.objects.exists()
    assert (batch.total, batch.sent, batch.is_counted) == (1, 1, True)
    assert actions.count_batch(batch).sent == 1


def test_a_failed_message_is_sent_again_by_staff(sink):
    sink.refuse = {"yasak@example.org": "550 5.7.1 Not allowed"}
    message = put("yasak")
    sending.send_due(5)
    sink.refuse = {}
    message.refresh_from_db()
    assert actions.send_again(message=message)
    sending.send_due(5)
    message.refresh_from_db()
    assert message.state == State.SENT
    assert not actions.send_again(message=message)
