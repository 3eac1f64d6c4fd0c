"""Digests of contacts: to know a person again without keeping who it is."""

from typing import Any

from django.utils import timezone

from accounts.secrets.sealing import digest, digests
from services.requests.models import Ban

PURPOSE = "report-contact"


def keys_of(*, email: str = "", phone: str = "", owner: Any = None) -> list[str]:
    """Return the texts a person is known by: the account, the phone, the e-mail."""
    found = [f"account:{owner.pk}"] if owner is not None else []
    found += [f"phone:{phone}"] if phone else []
    found += [f"email:{email.strip().lower()}"] if email else []
    return found


def digest_of(*, email: str = "", phone: str = "", owner: Any = None) -> str:
    """Return the digest a report is stored with; "" when nobody is known."""
    keys = keys_of(email=email, phone=phone, owner=owner)
    return digest(keys[0], PURPOSE) if keys else ""


def looked_for(*, email: str = "", phone: str = "", owner: Any = None) -> list[str]:
    """Return all digests the person's reports may have, under older keys as well."""
    keys = keys_of(email=email, phone=phone, owner=owner)
    return [one for key in keys for one in digests(key, PURPOSE)]


def is_barred(*, email: str = "", phone: str = "", owner: Any = None) -> bool:
    """Tell whether this person may not file by the web now. One query."""
    wanted = looked_for(email=email, phone=phone, owner=owner)
    if not wanted:
        return False
    return bool(Ban.objects.filter(contact_digest__in=wanted, until__gt=timezone.now()).exists())
