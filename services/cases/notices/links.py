"""Addresses of a case in letters: the owner's page, or the secret link of who has no account.

The link's token is signed over the case's key and the version of its links, so that it cannot be
made without the site's key, and all links sent before end when the version is counted up.
"""

from django.core import signing

from content.full_addresses import page_address
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
    return page_address("case_link", token_of(case), language=case.language)


def page_link(case: Case) -> str:
    """Return the address of a case's page, which asks who one is."""
    return page_address("case", str(case.reference), language=case.language)
