"""What the outbox tells of failures and of mail that came back."""

from typing import Any

from outbox.bounces import COMPLAINT, HARD
from outbox.models import Message
from subscriptions import leaving
from subscriptions.models import Subscriber


def _subscriber_id(message: Message) -> int | None:
    kind, _sign, number = message.owner.partition(":")
    return int(number) if kind == "subscriber" and number.isdigit() else None


def undelivered(sender: Any, *, message: Message, is_hard: bool, **kwargs: Any) -> None:
    """An address does not exist: stop. Any other failure says nothing about the address."""
    number = _subscriber_id(message)
    if number is not None and is_hard:
        leaving.note_failure(subscriber_id=number, is_hard=True)


def came_back(sender: Any, *, message: Message, kind: str, **kwargs: Any) -> None:
    """A mail came back, or its reader has called it unwanted: that is leaving."""
    number = _subscriber_id(message)
    if number is None:
        return
    if kind == COMPLAINT:
        subscriber = Subscriber.objects.filter(pk=number).first()
        if subscriber is not None:
            leaving.leave_all(subscriber=subscriber)
        return
    leaving.note_failure(subscriber_id=number, is_hard=kind == HARD)
