"""Daily and weekly letters: what has gathered for somebody, grouped by kind, in one message."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from outbox import actions as outbox
from outbox.actions import Draft
from outbox.models import Priority
from search.kinds import kind_of
from search.models import PublishedDocument
from search.queries import Shown
from subscriptions import notices
from subscriptions.events import significant_of
from subscriptions.letters import Group, Page, in_language, written
from subscriptions.links import values_for
from subscriptions.models import Event, Frequency, Subscriber, SubscriberState, Telling, What

PEOPLE = 100
MOST_ITEMS = 100


def next_digest(frequency: int, now: datetime) -> datetime:
    """Return when the next letter of a frequency goes: every day, or on Mondays, at one hour."""
    local = timezone.localtime(now)
    hour = settings.SUBSCRIPTIONS_DIGEST_HOUR
    found = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    if found <= local:
        found += timedelta(days=1)
    if frequency == Frequency.WEEKLY:
        found += timedelta(days=-found.weekday() % 7)
    return found


def write_digests(after: int = 0, now: datetime | None = None) -> int | None:
    """Write the letters of some whose time has come; return the last one, None at the end."""
    now = now or timezone.now()
    due = Telling.objects.filter(due_at__lte=now, subscriber_id__gt=after)
    people = list(
        due.order_by("subscriber_id").values_list("subscriber_id", flat=True).distinct()[:PEOPLE]
    )
    for subscriber_id in people:
        _write(subscriber_id, now)
    return people[-1] if people else None


@transaction.atomic
def _write(subscriber_id: int, now: datetime) -> None:
    """Write one person's letter. All that is due is told with it, or all of it waits."""
    subscriber = Subscriber.objects.select_for_update().filter(pk=subscriber_id).first()
    if subscriber is None:
        return
    tellings = list(
        Telling.objects.filter(subscriber=subscriber, due_at__lte=now)
        .select_related("event")
        .order_by("event__created_at")
    )
    if not tellings:
        return
    if subscriber.state == SubscriberState.ACTIVE:
        followed = dict(
            subscriber.subscriptions.filter(confirmed_at__isnull=False)
            .order_by("pk")
            .values_list("target_id", "target__title")
        )
        # What somebody has ended meanwhile is told no more.
        wanted = [item for item in tellings if followed.keys() & set(item.event.targets)]
        page = _page(wanted, subscriber.locale, set(followed))
        if page is not None:
            told_of = {key for item in wanted for key in item.event.targets}
            _put(subscriber, page, wanted, {k: t for k, t in followed.items() if k in told_of})
    Telling.objects.filter(pk__in=[item.pk for item in tellings]).update(due_at=None, told_at=now)


def _page(tellings: list[Telling], locale: str, followed: set[int]) -> Page | None:
    """Return the letter; each notice once, as it is now. None when nothing is left to tell."""
    latest = {item.event.page_id: item.event for item in tellings}
    for item in reversed(tellings):  # what has changed since the first of them
        latest[item.event.page_id].before = item.event.before
    first = {item.event.page_id: item.event.what for item in reversed(tellings)}
    shown = _shown(latest)
    with in_language(locale):
        groups: dict[str, list[notices.Item]] = {}
        for page_id, event in latest.items():
            document = shown.get(page_id)
            if document is None and (event.what != What.CANCELLED or first[page_id] == What.NEW):
                continue  # withdrawn before it was told
            if document is not None and _is_nothing(event, document, followed):
                continue  # taken back before it was told
            if first[page_id] == What.NEW:
                event.what = What.NEW
            heading = str(kind_of(event.kind).plural)
            groups.setdefault(heading, []).append(notices.item_of(event, document))
        count = sum(len(items) for items in groups.values())
        if not count:
            return None
        subject = ngettext("%(num)d notice for you", "%(num)d notices for you", count)
        return Page(
            subject=subject % {"num": count},
            greeting="",
            groups=[Group(heading, items[:MOST_ITEMS]) for heading, items in groups.items()],
        )


def _is_nothing(event: Event, document: Shown, followed: set[int]) -> bool:
    """Tell whether a change was undone; for who follows it only since, it is news all the same."""
    if event.what != What.CHANGED or followed & set(event.fresh_targets):
        return False
    return event.before == significant_of(kind_of(event.kind), document)


def _shown(page_ids: Iterable[int]) -> dict[int, Shown]:
    rows = PublishedDocument.objects.public().filter(page_id__in=list(page_ids))
    fields = ("page_id", "kind", "locale", "path", "title", "payload")
    return {row[0]: Shown(*row) for row in rows.values_list(*fields)}


def _put(
    subscriber: Subscriber, page: Page, tellings: list[Telling], followed: dict[int, str]
) -> None:
    """Record the letter; `followed` is what it tells of, target and title."""
    why = "; ".join(list(followed.values())[:20])
    with in_language(subscriber.locale):
        words = written(page, subscriber.channel, subscriber.locale)
    values = values_for(subscriber, why, followed)
    if subscriber.channel == "push":
        values |= {"url": values["manage"], "tag": "digest"}
    outbox.put(
        Draft(
            channel=subscriber.channel,
            recipient=subscriber.address,
            key=f"digest:{subscriber.pk}:{max(item.pk for item in tellings)}",
            owner=subscriber.owner,
            values=values,
            priority=Priority.DIGEST,
            is_quiet=subscriber.is_quiet,
        ),
        subject=words.subject,
        text=words.text,
        html=words.html,
        headers=words.headers,
    )
