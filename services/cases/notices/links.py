"""Addresses of a case in letters: the owner's page, or the secret link of who has no account.

The link's token is signed over the case's key and the version of its links, so that it cannot be
made without the site's key, and all links sent before end when the version is counted up.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from content.locales import with_locale
from services.cases.models import Case

SALT = "cases.link"


def token_of(case: Case) -> str:
    """Return the token of a case's secret link."""
    return signing.Signer(salt=SALT).sign(f"{case.pk}.{case.link_version}")


def case_of(token: str) -> Case | None:
    """Return whose link it is; None for a wrong one and one that has ended."""
    try:
        key, _, version = signing.Signer(salt=SALT).unsign(token).partition(".")
        found = Case.objects.filter(pk=int(key), link_version=int(version)).first()
    except (signing.BadSignature, ValueError):
        return None
    return found


def secret_link(case: Case) -> str:
    """Return the address that opens a case for half an hour to whoever has it."""
    return _absolute("case_link", token_of(case), case.language)


def page_link(case: Case) -> str:
    """Return the address of a case's page, which asks who one is."""
    return _absolute("case", str(case.reference), case.language)


def _absolute(name: str, argument: str, language: str) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse(name, args=[argument])
    return f"{str(settings.WAGTAILADMIN_BASE_URL).rstrip('/')}{with_locale(path, language)}"
