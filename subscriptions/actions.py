"""Writes: somebody asks, confirms, changes, leaves.

Nobody learns from an answer whether an address is known: what is done differs, what is said does
not (an attacker who tries addresses; a spouse who tries one).
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.limits import Limit, blocked, count_failure, network_of
from outbox import actions as outbox
from outbox.actions import Draft
from outbox.models import ChannelName, Priority
from subscriptions.addresses import key_of
from subscriptions.letters import Page, in_language, site_name, written
from subscriptions.links import confirm_url, manage_url, values_for
from subscriptions.models import (
    Frequency,
    Subscriber,
    SubscriberState,
    Subscription,
    Target,
    Telling,
    new_token,
)
from subscriptions.targets import Choice

# The network stops a script; the address keeps anybody's mailbox from being filled by strangers,
# whatever network they come from. Many share a network (a school, a mobile operator).
NETWORK_LIMITS = (Limit("subscribe", ("network",), 30, 60 * 60),)
ADDRESS_LIMITS = (
    Limit("subscribe_address", ("account",), 4, 60 * 60),
    Limit("subscribe_address_day", ("account",), 10, 24 * 60 * 60),
)
MOST_SUBSCRIPTIONS = 50


class TooMany(Exception):
    """This network has asked too often."""


def subscribe(
    *,
    channel: str,
    address: str,
    choices: Iterable[Choice],
    frequency: int,
    locale: str,
    network: str,
) -> None:
    """Note a wish and send the letter that asks for its confirmation.

    Raises:
        TooMany: When the network has asked too often; never because of the address.
    """
    key = key_of(channel, address)
    if not _may_ask(key, network):
        return
    with transaction.atomic():
        subscriber = _subscriber(channel, address, key, locale)
        wanted = [
            _wish(subscriber, target_of(choice), frequency)
            for choice in list(choices)[:MOST_SUBSCRIPTIONS]
        ]
        _ask(subscriber, wanted)


def subscribe_browser(
    *, address: str, choices: Iterable[Choice], frequency: int, locale: str, network: str
) -> Subscriber:
    """Note what a browser wants; the browser itself has asked the person, so it holds at once.

    Raises:
        TooMany: When the network has asked too often.
    """
    limits = getattr(settings, "SUBSCRIPTION_NETWORK_LIMITS", NETWORK_LIMITS)
    place = {"account": "", "network": network_of(network)}
    if blocked(limits, **place):
        raise TooMany
    count_failure(limits, **place)
    with transaction.atomic():
        key = key_of(ChannelName.PUSH, address)
        subscriber = _subscriber(ChannelName.PUSH, address, key, locale)
        if subscriber.address != address:
            subscriber.address = address
            subscriber.save(update_fields=["address"])
        wanted = [_wish(subscriber, target_of(choice), frequency) for choice in choices]
        _confirm(subscriber, [item.pk for item in wanted])
    return subscriber


def _may_ask(key: str, network: str) -> bool:
    """Count a request; False where the address has had enough letters for now."""
    network_limits = getattr(settings, "SUBSCRIPTION_NETWORK_LIMITS", NETWORK_LIMITS)
    place = {"account": "", "network": network_of(network)}
    if blocked(network_limits, **place):
        raise TooMany
    count_failure(network_limits, **place)
    address = {"account": key, "network": ""}
    if blocked(ADDRESS_LIMITS, **address):
        return False
    count_failure(ADDRESS_LIMITS, **address)
    return True


def _subscriber(channel: str, address: str, key: str, locale: str) -> Subscriber:
    found, _created = Subscriber.objects.get_or_create(
        address_key=key, defaults={"channel": channel, "address": address, "locale": locale}
    )
    return Subscriber.objects.select_for_update().get(pk=found.pk)


def target_of(choice: Choice) -> Target:
    """Return the row of what is followed, one for all who follow the same."""
    target, _created = Target.objects.get_or_create(
        key=choice.key,
        defaults={
            "locale": choice.locale,
            "title": choice.title,
            "path": choice.path,
            "params": choice.params,
            "kinds": list(choice.kinds),
            "page_id": choice.page_id,
        },
    )
    return target


def _wish(subscriber: Subscriber, target: Target, frequency: int) -> Subscription:
    """Note a wish; what is confirmed already stays as its owner has it until it is confirmed."""
    wish, _created = Subscription.objects.get_or_create(
        subscriber=subscriber, target=target, defaults={"frequency": frequency}
    )
    if wish.confirmed_at is None and wish.frequency != frequency:
        wish.frequency = frequency
        wish.save(update_fields=["frequency"])
    return wish


def _ask(subscriber: Subscriber, wanted: list[Subscription]) -> None:
    titles = [wish.target.title for wish in wanted]
    link = confirm_url(subscriber, [wish.pk for wish in wanted])
    with in_language(subscriber.locale):
        page = Page(
            subject=_("Please confirm: notifications of %(name)s") % {"name": site_name()},
            greeting=_("Somebody, probably you, wants notifications at this address:"),
            paragraphs=[
                *titles,
                _(
                    "Only if you press the button do we write to you. If it was not you, do "
                    "nothing: we forget the address within %(hours)d hours."
                )
                % {"hours": settings.SUBSCRIPTIONS_CONFIRM_HOURS},
            ],
            button=(_("Yes, send me these"), link),
            footer=False,
        )
        if subscriber.channel == ChannelName.SMS:
            page = Page(
                subject="",
                greeting=_("Confirm your notifications here:"),
                button=("", link),
                footer=False,
            )
        _send(subscriber, page, f"ask:{subscriber.pk}:{new_token()}")


def _send(subscriber: Subscriber, page: Page, key: str) -> None:
    words = written(page, subscriber.channel, subscriber.locale)
    outbox.put(
        Draft(
            channel=subscriber.channel,
            recipient=subscriber.address,
            key=key,
            owner=subscriber.owner,
            values=values_for(subscriber, ""),
            priority=Priority.PERSON_WAITS,
        ),
        subject=words.subject,
        text=words.text,
        html=words.html,
        headers=words.headers,
    )


@transaction.atomic
def confirm(*, subscriber_id: int, subscriptions: list[int]) -> Subscriber | None:
    """Let confirmed wishes hold; None when they were forgotten meanwhile."""
    subscriber = Subscriber.objects.select_for_update().filter(pk=subscriber_id).first()
    if subscriber is None:
        return None
    return subscriber if _confirm(subscriber, subscriptions) else None


def _confirm(subscriber: Subscriber, subscriptions: list[int]) -> bool:
    now = timezone.now()
    mine = Subscription.objects.filter(pk__in=subscriptions, subscriber=subscriber)
    if not mine.exists():
        return False
    mine.filter(confirmed_at=None).update(confirmed_at=now)
    subscriber.state = SubscriberState.ACTIVE
    subscriber.confirmed_at = subscriber.confirmed_at or now
    subscriber.stopped_at, subscriber.soft_bounces = None, 0
    subscriber.full_clean(validate_unique=False)
    subscriber.save()
    return True


def send_manage_link(*, channel: str, address: str, network: str) -> None:
    """Send somebody the link to their own page, if there is one; the answer is the same.

    Raises:
        TooMany: When the network has asked too often.
    """
    key = key_of(channel, address)
    if not _may_ask(key, network):
        return
    subscriber = Subscriber.objects.filter(address_key=key).first()
    if subscriber is None or subscriber.state != SubscriberState.ACTIVE:
        return
    with transaction.atomic(), in_language(subscriber.locale):
        page = Page(
            subject=_("Your notifications of %(name)s") % {"name": site_name()},
            greeting=_("Here you change or end your notifications. Keep this link to yourself."),
            button=(_("My notifications"), manage_url(subscriber)),
            footer=False,
        )
        _send(subscriber, page, f"manage:{subscriber.pk}:{new_token()}")


@transaction.atomic
def change(
    *, subscriber: Subscriber, frequencies: dict[int, int], is_quiet: bool, locale: str
) -> None:
    """Keep how often, whether at night, in which language."""
    for wish in subscriber.subscriptions.select_for_update().filter(pk__in=list(frequencies)):
        wish.frequency = frequencies[wish.pk]
        wish.full_clean(validate_unique=False, validate_constraints=False)
        wish.save(update_fields=["frequency"])
    subscriber.is_quiet, subscriber.locale = is_quiet, locale
    subscriber.full_clean(validate_unique=False)
    subscriber.save(update_fields=["is_quiet", "locale"])
    if not subscriber.subscriptions.exclude(frequency=Frequency.AT_ONCE).exists():
        # Nothing gathers any more: what has gathered goes with the next run.
        waiting = Telling.objects.filter(subscriber=subscriber, due_at__isnull=False)
        waiting.update(due_at=timezone.now())
