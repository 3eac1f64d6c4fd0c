"""Addresses that do not work, and readers who call a message unwanted."""

import pytest

from outbox import actions, returns, sending
from outbox.actions import Draft
from outbox.bounces import Report
from outbox.models import Message
from subscriptions.models import Subscriber, SubscriberState
from tests.factories.subscriptions import subscriber

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return subscriber("ayse")


def sent(person, key="k"):
    actions.put(
        Draft(channel="mail", recipient=person.address, key=key, owner=person.owner),
        subject="a",
        text="b",
    )
    sending.send_due(5)
    return Message.objects.get(key=key)


def test_a_hard_bounce_stops_and_takes_back_what_waits(person):
    message = sent(person)
    actions.put(
        Draft(channel="mail", recipient=person.address, key="w", owner=person.owner, is_quiet=True),
        subject="a",
        text="b",
    )
    Message.objects.filter(key="w").update(state="waiting", done_at=None)
    returns.take(Report(message.pk, "hard", "550 5.1.1"))
    person.refresh_from_db()
    assert person.state == SubscriberState.STOPPED
    assert Message.objects.get(key="w").state == "stopped"


def test_five_soft_bounces_stop(person):
    for number in range(5):
        person.refresh_from_db()
        assert person.state == SubscriberState.ACTIVE
        returns.take(Report(sent(person, f"k{number}").pk, "soft", "4.2.2"))
    person.refresh_from_db()
    assert person.state == SubscriberState.STOPPED


def test_a_complaint_is_leaving(person):
    returns.take(Report(sent(person).pk, "spam", ""))
    assert not Subscriber.objects.exists()
    assert Message.objects.get().recipient == ""
