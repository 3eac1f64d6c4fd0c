"""Reads: who has heard of a notice, and how much of it."""

from typing import Any

from outbox.models import Message, State
from subscriptions.models import Event, Subscriber, Telling, What


def told_before(event: Event, people: dict[int, Subscriber]) -> tuple[set[int], set[int]]:
    """Return who was told of this notice before, and whose digest will tell of it anyway."""
    rows = Telling.objects.filter(
        event__page_id=event.page_id, subscriber_id__in=list(people)
    ).exclude(event_id=event.pk)
    told: set[int] = set()
    due: set[int] = set()
    for subscriber, told_at in rows.values_list("subscriber_id", "told_at"):
        (due if told_at is None else told).add(subscriber)
    return told, due


def never_sent(event: Event, people: dict[int, Subscriber]) -> set[int]:
    """Return whose messages about this notice were all taken back before they left."""
    earlier = list(
        Event.objects.filter(page_id=event.page_id, pk__lt=event.pk).values_list("pk", flat=True)
    )
    keys = {f"event:{old}:{person}": person for old in earlier for person in people}
    sent: set[int] = set()
    stopped: set[int] = set()
    rows = Message.objects.filter(key__in=list(keys)).values_list("key", "state")
    for key, state in rows:
        (stopped if state == State.STOPPED else sent).add(keys[key])
    return stopped - sent


def unheard_before(event: Event, people: dict[int, Subscriber]) -> dict[int, dict[str, Any]]:
    """Return what people still know of a notice whose last letters were all taken back.

    Stopped at night, going on again before the morning: who has heard of neither need not.
    """
    if event.what != What.CHANGED:
        return {}
    changed = Event.objects.filter(page_id=event.page_id, pk__lt=event.pk, what=What.CHANGED)
    befores = dict(changed.values_list("pk", "before"))
    keys = {f"event:{old}:{person}": (old, person) for old in befores for person in people}
    states = dict(Message.objects.filter(key__in=list(keys)).values_list("key", "state"))
    known: dict[int, dict[str, Any]] = {}
    heard: set[int] = set()
    for key in sorted(states, key=lambda key: -keys[key][0]):
        old, person = keys[key]
        if states[key] != State.STOPPED:
            heard.add(person)
        elif person not in heard:
            known[person] = befores[old]
    return known
