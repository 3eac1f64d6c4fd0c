"""Builders of subscribers; addresses are obviously invented."""

from django.utils import timezone

from subscriptions.actions import target_of
from subscriptions.addresses import key_of
from subscriptions.models import Frequency, Subscriber, SubscriberState, Subscription
from subscriptions.targets import document_choice, list_choice


def subscriber(name="ayse", *, channel="mail", address=None, **fields) -> Subscriber:
    """Return somebody who has confirmed, and follows nothing yet."""
    address = address or f"{name}@example.org"
    values = {"locale": "tr", "state": SubscriberState.ACTIVE, "confirmed_at": timezone.now()}
    return Subscriber.objects.create(
        channel=channel,
        address=address,
        address_key=key_of(channel, address),
        **(values | fields),
    )


def follows(person, address=None, *, page_id=None, frequency=Frequency.AT_ONCE) -> Subscription:
    """Let somebody follow a list by its address, or a notice."""
    choice = document_choice(page_id) if page_id else list_choice(address)
    return Subscription.objects.create(
        subscriber=person,
        target=target_of(choice),
        frequency=frequency,
        confirmed_at=timezone.now(),
    )


def follower(name="ayse", address="/vefat-ilanlari/", **fields) -> Subscriber:
    """Return somebody who follows a list."""
    frequency = fields.pop("frequency", Frequency.AT_ONCE)
    person = subscriber(name, **fields)
    follows(person, address, frequency=frequency)
    return person
