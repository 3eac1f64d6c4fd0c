"""The addresses in letters. The secret of a person stands in them and nowhere else."""

from collections.abc import Iterable

from django.conf import settings
from django.core import signing
from django.urls import reverse

from content.full_addresses import absolute
from content.locales import with_locale
from subscriptions.models import Subscriber

CONFIRM_SALT = "subscriptions.confirm"
# An address longer than this is cut by some mail programs.
LONGEST_WHICH = 400


def _url(name: str, subscriber: Subscriber, *args: object) -> str:
    from django.utils import translation

    with translation.override(settings.LANGUAGE_CODE):
        path = reverse(name, args=args)
    return absolute(with_locale(path, subscriber.locale))


def manage_url(subscriber: Subscriber) -> str:
    """Return where a person changes or ends what they follow."""
    return _url("subscriptions_manage", subscriber, subscriber.token)


def unsubscribe_url(subscriber: Subscriber, targets: Iterable[int] = ()) -> str:
    """Return what ends with one click (RFC 8058) what a letter told of; everything without targets.

    The numbers are no secret and no right: only what this person follows can be ended.
    """
    which = "-".join(str(key) for key in sorted(set(targets)))
    if not which or len(which) > LONGEST_WHICH:
        return _url("subscriptions_leave", subscriber, subscriber.token)
    return _url("subscriptions_leave_some", subscriber, subscriber.token, which)


def read_which(text: str) -> list[int]:
    """Return the targets of such an address; [] for nonsense."""
    parts = text.split("-") if len(text) <= LONGEST_WHICH else []
    return [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 19]


def confirm_url(subscriber: Subscriber, subscriptions: list[int]) -> str:
    """Return what confirms that the owner of the address wants these."""
    signed = signing.dumps([subscriber.pk, subscriptions], salt=CONFIRM_SALT, compress=True)
    return _url("subscriptions_confirm", subscriber, signed)


def read_confirmation(signed: str) -> tuple[int, list[int]] | None:
    """Return subscriber and subscriptions of a confirmation; None for a wrong or old one."""
    age = settings.SUBSCRIPTIONS_CONFIRM_HOURS * 3_600
    try:
        subscriber, subscriptions = signing.loads(signed, salt=CONFIRM_SALT, max_age=age)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return subscriber, subscriptions


def values_for(subscriber: Subscriber, why: str, targets: Iterable[int] = ()) -> dict[str, str]:
    """Return what stands in a letter for one person that tells of these targets."""
    return {
        "manage": manage_url(subscriber),
        "unsubscribe": unsubscribe_url(subscriber, targets),
        "why": why,
    }
