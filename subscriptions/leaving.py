"""Writes: somebody leaves, or is left alone because nothing reaches them."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from outbox import actions as outbox
from outbox.models import ChannelName, Message, State
from subscriptions.models import (
    Event,
    EventState,
    Subscriber,
    SubscriberState,
    Subscription,
    Target,
)

STOPPED_KEPT = timedelta(days=30)
SOFT_BOUNCES = 5
SOFT_WITHIN = timedelta(days=30)


def leave_one(*, subscriber: Subscriber, subscription_id: int) -> bool:
    """End one subscription; with the last one everything goes. True while something is left."""
    return _end(subscriber, Q(pk=subscription_id))


def leave_some(*, subscriber: Subscriber, targets: Iterable[int]) -> bool:
    """End what follows these targets; with the last one everything goes. True while any is left."""
    return _end(subscriber, Q(target_id__in=list(targets)))


@transaction.atomic
def _end(subscriber: Subscriber, which: Q) -> bool:
    subscriber.subscriptions.filter(which).delete()
    left = subscriber.subscriptions.filter(confirmed_at__isnull=False)
    targets = set(left.values_list("target_id", flat=True))
    if not targets:
        leave_all(subscriber=subscriber)
        return False
    _take_back(subscriber, targets)
    _forget_unused_targets()
    return True


def _take_back(subscriber: Subscriber, targets: set[int]) -> None:
    """Stop the letters on their way that tell of nothing somebody still follows."""
    waiting = Message.objects.filter(owner=subscriber.owner, state=State.WAITING)
    events = {
        int(message.key.split(":")[1]): message
        for message in waiting
        if message.key.startswith("event:")
    }
    told = Event.objects.filter(pk__in=events).values_list("pk", "targets")
    outbox.stop(events[key] for key, about in told if not targets.intersection(about))


@transaction.atomic
def leave_all(*, subscriber: Subscriber) -> None:
    """Delete everything that leads to a person, in the outbox as well; do not keep that they left.

    A message that a worker is handing over at this moment may still arrive.
    """
    owner = subscriber.owner
    Subscriber.objects.filter(pk=subscriber.pk).delete()
    outbox.erase_owner(owner=owner)
    _forget_unused_targets()


def _forget_unused_targets() -> None:
    """Delete what nobody follows: a filter may hold a surname."""
    Target.objects.filter(subscriptions=None).delete()


@transaction.atomic
def note_failure(*, subscriber_id: int, is_hard: bool) -> None:
    """Stop writing to an address that does not exist, or keeps failing."""
    subscriber = Subscriber.objects.select_for_update().filter(pk=subscriber_id).first()
    if subscriber is None or subscriber.state == SubscriberState.STOPPED:
        return
    if subscriber.channel == ChannelName.PUSH and is_hard:
        leave_all(subscriber=subscriber)  # the browser has ended it: that is how one leaves there
        return
    now = timezone.now()
    if not is_hard:
        is_new = subscriber.soft_bounce_at is None or now - subscriber.soft_bounce_at > SOFT_WITHIN
        subscriber.soft_bounces = 1 if is_new else subscriber.soft_bounces + 1
        subscriber.soft_bounce_at = now
    if is_hard or subscriber.soft_bounces >= SOFT_BOUNCES:
        subscriber.state, subscriber.stopped_at = SubscriberState.STOPPED, now
        outbox.stop(where=Q(owner=subscriber.owner))
    subscriber.save()


def forget_old(most: int = 500) -> int:
    """Forget who never confirmed, whose address is dead, and events nobody needs any more."""
    now = timezone.now()
    unconfirmed = now - timedelta(hours=settings.SUBSCRIPTIONS_CONFIRM_HOURS)
    waiting = Subscriber.objects.filter(
        state=SubscriberState.WAITING, created_at__lt=unconfirmed
    ).exclude(subscriptions__created_at__gte=unconfirmed)
    stopped = Subscriber.objects.filter(
        state=SubscriberState.STOPPED, stopped_at__lt=now - STOPPED_KEPT
    )
    count = 0
    for subscriber in [*waiting[:most], *stopped[:most]]:
        leave_all(subscriber=subscriber)
        count += 1
    wishes = Subscription.objects.filter(confirmed_at=None, created_at__lt=unconfirmed)
    if wishes.delete()[0]:
        _forget_unused_targets()
    kept = timedelta(days=settings.SUBSCRIPTIONS_KEEP_DAYS)
    old = Event.objects.filter(created_at__lt=now - kept).exclude(
        state__in=[EventState.WAITING, EventState.WRITING]
    )
    old.delete()
    return count
