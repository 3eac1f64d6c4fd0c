"""Reads for staff: numbers, never addresses."""

from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from outbox.models import ChannelName, Message, State
from subscriptions.models import (
    Event,
    Frequency,
    Subscriber,
    SubscriberState,
    Subscription,
    Target,
)

TARGETS_SHOWN = 30


def overview() -> dict[str, Any]:
    """Return how many follow, by way, state and frequency; what is followed most; what waits."""
    found = (
        Subscriber.objects.order_by("channel")
        .values("channel")
        .annotate(
            active=Count("pk", filter=Q(state=SubscriberState.ACTIVE)),
            waiting=Count("pk", filter=Q(state=SubscriberState.WAITING)),
            stopped=Count("pk", filter=Q(state=SubscriberState.STOPPED)),
        )
    )
    people = [{**row, "label": ChannelName(row["channel"]).label} for row in found]
    confirmed = Subscription.objects.filter(confirmed_at__isnull=False)
    often = dict(confirmed.values_list("frequency").annotate(number=Count("pk")).order_by())
    states = dict(Message.objects.values_list("state").annotate(number=Count("pk")).order_by())
    return {
        "people": people,
        "frequencies": [
            {"label": label, "number": often.get(value, 0)} for value, label in Frequency.choices
        ],
        "targets": followed_most(),
        "waiting": states.get(State.WAITING, 0),
        "failed": states.get(State.FAILED, 0),
    }


def followed_most() -> list[dict[str, Any]]:
    """Return the lists followed most. Filters typed by few people stay unsaid: they are names."""
    active = Q(
        subscriptions__confirmed_at__isnull=False,
        subscriptions__subscriber__state=SubscriberState.ACTIVE,
    )
    rows = Target.objects.annotate(number=Count("subscriptions", filter=active)).filter(
        number__gt=0
    )
    found = rows.order_by("-number", "title").values_list("title", "number", "params", "path")
    return [
        {"title": title if number >= 3 or not params else f"{path} (…)", "number": number}
        for title, number, params, path in found[:TARGETS_SHOWN]
    ]


def progress(event: Event) -> dict[str, Any]:
    """Return how far the telling of an event is, in numbers and per cent."""
    counts: dict[str, int] = {}
    reasons: list[dict[str, Any]] = []
    batch = event.batch
    if batch is not None and not batch.is_counted:
        messages = Message.objects.filter(batch=batch).order_by()
        counts = dict(messages.values_list("state").annotate(number=Count("pk")))
        failed = messages.filter(state=State.FAILED).values("last_error", "bounce")
        counted = failed.annotate(number=Count("pk")).order_by("-number")[:20]
        reasons = [{**row} for row in counted]
    elif batch is not None:
        counts = {
            State.SENT: batch.sent,
            State.FAILED: batch.failed,
            State.STOPPED: batch.stopped,
        }
    total = sum(counts.values())
    done = total - counts.get(State.WAITING, 0)
    return {
        "total": total,
        "sent": counts.get(State.SENT, 0),
        "failed": counts.get(State.FAILED, 0),
        "stopped": counts.get(State.STOPPED, 0),
        "waiting": counts.get(State.WAITING, 0),
        "later": event.tellings.filter(due_at__isnull=False).count(),
        "percent": round(done * 100 / total) if total else 0,
        "reasons": reasons,
        "text": _("%(done)d of %(total)d") % {"done": done, "total": total},
        "is_running": event.state == "writing" or bool(counts.get(State.WAITING)),
    }
