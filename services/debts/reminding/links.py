"""Addresses in reminders. The one that ends them needs no session and opens nothing else.

It is signed over the account's key, so nobody can end another's reminders without a letter.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from content.locales import with_locale

SALT = "debts.reminders"


def token_of(user_id: int) -> str:
    """Return what ends somebody's reminders."""
    return signing.Signer(salt=SALT).sign(str(user_id))


def user_of(token: str) -> int | None:
    """Return whose token it is; None for one that is not ours."""
    try:
        return int(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def link(name: str, language: str, *args: object) -> str:
    """Return the full address of a page of debts in a language."""
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse(name, args=args)
    return f"{str(settings.WAGTAILADMIN_BASE_URL).rstrip('/')}{with_locale(path, language)}"
