"""The addresses in letters. The secret of a person stands in them and nowhere else."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from content.locales import with_locale
from subscriptions.letters import absolute
from subscriptions.models import Subscriber

CONFIRM_SALT = "subscriptions.confirm"


def _url(name: str, subscriber: Subscriber, *args: object) -> str:
    from django.utils import translation

    with translation.override(settings.LANGUAGE_CODE):
        path = reverse(name, args=args)
    return absolute(with_locale(path, subscriber.locale))


def manage_url(subscriber: Subscriber) -> str:
    """Return where a person changes or ends what they follow."""
    return _url("subscriptions_manage", subscriber, subscriber.token)


def unsubscribe_url(subscriber: Subscriber) -> str:
    """Return what ends everything with one click (RFC 8058)."""
    return _url("subscriptions_leave", subscriber, subscriber.token)


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


def values_for(subscriber: Subscriber, why: str) -> dict[str, str]:
    """Return what stands in a letter for one person."""
    return {
        "manage": manage_url(subscriber),
        "unsubscribe": unsubscribe_url(subscriber),
        "why": why,
    }
