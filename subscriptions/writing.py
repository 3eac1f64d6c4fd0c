"""Writes the messages of an event: some hundred people at a time, each part in one transaction.

The event keeps the last subscriber it has written to, so a worker that dies loses nothing and
begins where the last one stopped; memory does not grow with the number of people.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from outbox import actions as outbox
from outbox.actions import Draft
from outbox.models import Batch, Content
from search.kinds import kind_of
from search.models import PublishedDocument
from search.queries import Shown
from subscriptions import notices
from subscriptions.digests import next_digest
from subscriptions.events import significant_of
from subscriptions.hearing import never_sent, told_before, unheard_before
from subscriptions.letters import in_language, written
from subscriptions.links import values_for
from subscriptions.models import (
    Event,
    EventState,
    Frequency,
    Subscriber,
    SubscriberState,
    Subscription,
    Target,
    Telling,
    What,
)
from subscriptions.targets import matching

PART = 500


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody an event may concern."""

    subscriber_id: int
    frequency: int
    fresh_frequency: int | None
    targets: tuple[int, ...]


def write(event_id: int) -> bool:
    """Write one part of an event's messages; False when nothing is left to write.

    Two workers never write the same part: the event's row is locked meanwhile.
    """
    with transaction.atomic():
        event = (
            Event.objects.select_for_update(skip_locked=True)
            .filter(pk=event_id, state__in=[EventState.WAITING, EventState.WRITING])
            .first()
        )
        if event is None or _has_unfinished(event):
            return False
        shown = _current(event)
        if event.state == EventState.WAITING and not _begin(event, shown):
            return False
        return _write_part(event, shown)


def _has_unfinished(event: Event) -> bool:
    """Tell whether an earlier event of the same notice is still being told: one after the other."""
    earlier = Event.objects.filter(page_id=event.page_id, pk__lt=event.pk)
    return earlier.filter(state__in=[EventState.WAITING, EventState.WRITING]).exists()


def _current(event: Event) -> Shown | None:
    rows = PublishedDocument.objects.public().filter(page_id=event.page_id)
    row = rows.values_list("page_id", "kind", "locale", "path", "title", "payload").first()
    return Shown(*row) if row else None


def _begin(event: Event, shown: Shown | None) -> bool:
    """Find out whom it concerns; False when there is nothing to tell any more."""
    if (shown is None) != (event.what == What.CANCELLED):
        event.state = EventState.DROPPED
        event.save(update_fields=["state"])
        return False
    earlier = Event.objects.filter(page_id=event.page_id).exclude(pk=event.pk)
    known = {target for targets in earlier.values_list("targets", flat=True) for target in targets}
    known |= set(Target.objects.filter(page_id=event.page_id).values_list("pk", flat=True))
    now = set(matching(event.page_id, event.kind, event.locale)) if shown else set()
    event.fresh_targets = sorted(now if event.what == What.NEW else now - known)
    event.targets = sorted(now | known)
    if shown is not None:
        event.title, event.path = shown.title, shown.path
    # What is still on its way says what is no longer true.
    outbox.stop(where=Q(batch__event__in=earlier))
    event.state = EventState.WRITING
    label = kind_of(event.kind).label
    event.batch = Batch.objects.create(
        name=f"{label}: {event.get_what_display()}"[:200], key=f"event:{event.pk}"
    )
    event.save()
    return True


def _write_part(event: Event, shown: Shown | None) -> bool:
    followers = _followers(event)
    if not followers:
        event.state = EventState.DONE
        event.save(update_fields=["state"])
        Batch.objects.filter(event=event).update(is_written=True)
        return False
    people = Subscriber.objects.in_bulk([item.subscriber_id for item in followers])
    titles = dict(Target.objects.filter(pk__in=event.targets).values_list("pk", "title"))
    told, due = told_before(event, people)
    if event.what == What.CANCELLED:
        told -= never_sent(event, people)
    is_significant = _is_significant(event, shown)
    unheard = unheard_before(event, people)
    now_told = significant_of(kind_of(event.kind), shown) if shown is not None else {}
    turn = notices.turn_of(event, shown)
    now = timezone.now()
    tellings: list[Telling] = []
    drafts: dict[tuple[str, str], list[Draft]] = {}
    for item in followers:
        subscriber = people[item.subscriber_id]
        frequency = _frequency(event, item, told, due, is_significant)
        if frequency is None and turn is not None and turn.for_all and not _hears(item, told, due):
            frequency = item.frequency
        if frequency is None or unheard.get(item.subscriber_id) == now_told:
            continue
        if turn is not None and turn.can_wait:
            frequency = max(frequency, item.frequency, Frequency.DAILY)
        if frequency != Frequency.AT_ONCE:
            later = next_digest(frequency, now)
            tellings.append(Telling(event=event, subscriber=subscriber, due_at=later))
            continue
        tellings.append(Telling(event=event, subscriber=subscriber, told_at=now))
        why = "; ".join(titles[key] for key in item.targets if key in titles)
        drafts.setdefault((subscriber.channel, subscriber.locale), []).append(
            _draft(event, subscriber, why, item.targets)
        )
    Telling.objects.bulk_create(tellings, ignore_conflicts=True)
    for (channel, locale), some in drafts.items():
        content = _content(event, shown, channel, locale)
        outbox.put_many(some, content=content, batch=event.batch)
    event.cursor = followers[-1].subscriber_id
    event.people += len(tellings)
    event.save(update_fields=["cursor", "people", "contents"])
    return True


def _followers(event: Event) -> list[Follower]:
    fresh = Q(target_id__in=event.fresh_targets)
    rows = (
        Subscription.objects.filter(
            target_id__in=event.targets,
            confirmed_at__isnull=False,
            subscriber__state=SubscriberState.ACTIVE,
            subscriber_id__gt=event.cursor,
        )
        .order_by("subscriber_id")
        .values("subscriber_id")
        .annotate(
            soonest=Min("frequency"),
            fresh=Min("frequency", filter=fresh),
            matched=ArrayAgg("target_id", order_by="target_id"),
        )[:PART]
    )
    return [
        Follower(row["subscriber_id"], row["soonest"], row["fresh"], tuple(row["matched"]))
        for row in rows
    ]


def _is_significant(event: Event, shown: Shown | None) -> bool:
    if event.what != What.CHANGED or shown is None:
        return True
    return event.before != significant_of(kind_of(event.kind), shown)


def _frequency(
    event: Event, item: Follower, told: set[int], due: set[int], is_significant: bool
) -> int | None:
    """Return how soon somebody is told; None for not at all.

    What was told is put right at once, whatever the frequency: a digest would come too late. What a
    digest is still to tell is read when it is written.
    """
    if event.what == What.NEW:
        return None if item.subscriber_id in told | due else item.frequency
    if item.subscriber_id in due:
        return None
    if item.subscriber_id in told:
        return Frequency.AT_ONCE if is_significant else None
    follows_document = is_significant and event.what != What.BACK and _is_document(event, item)
    if follows_document:
        return item.frequency
    return item.fresh_frequency if event.what == What.CHANGED else None


def _hears(item: Follower, told: set[int], due: set[int]) -> bool:
    """Tell whether somebody was told of the notice, or will read of it with a digest anyway."""
    return item.subscriber_id in told | due


def _is_document(event: Event, item: Follower) -> bool:
    return bool(set(item.targets) & _document_targets(event))


def _document_targets(event: Event) -> set[int]:
    found: set[int] | None = event.__dict__.get("_document_targets")
    if found is None:
        found = set(Target.objects.filter(page_id=event.page_id).values_list("pk", flat=True))
        event.__dict__["_document_targets"] = found
    return found


def _draft(event: Event, subscriber: Subscriber, why: str, targets: tuple[int, ...]) -> Draft:
    values: dict[str, Any] = values_for(subscriber, why, targets)
    if subscriber.channel == "push":
        values |= {"url": event.path, "tag": f"notice-{event.page_id}"}
    return Draft(
        channel=subscriber.channel,
        recipient=subscriber.address,
        key=f"event:{event.pk}:{subscriber.pk}",
        owner=subscriber.owner,
        values=values,
        is_quiet=subscriber.is_quiet,
    )


def _content(event: Event, shown: Shown | None, channel: str, locale: str) -> Content:
    """Return the words in a language, written once for all."""
    name = f"{channel}:{locale}"
    if name in event.contents:
        found = Content.objects.filter(pk=event.contents[name]).first()
        if found is not None:
            return found
    with in_language(locale):
        words = written(notices.page_of(event, shown), channel, locale)
    content = Content.objects.create(
        subject=words.subject[:300],
        text=words.text,
        html=words.html,
        headers=words.headers,
        is_shared=True,
    )
    event.contents[name] = content.pk
    return content


def due_events(now: datetime | None = None) -> list[int]:
    """Return the events whose messages may be written, the oldest first."""
    rows = Event.objects.filter(
        state__in=[EventState.WAITING, EventState.WRITING], due_at__lte=now or timezone.now()
    )
    return list(rows.order_by("due_at", "pk").values_list("pk", flat=True)[:100])
