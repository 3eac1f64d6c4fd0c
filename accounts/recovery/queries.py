"""Reads of recoveries, and whose account the desk may touch at all."""

import hashlib
from typing import Any

from django.core import signing
from django.db.models import QuerySet
from django.utils import timezone

from accounts.identity import normalised, problem
from accounts.profiles.models import CitizenProfile
from accounts.recovery.models import Recovery
from accounts.recovery.states import OPEN, State
from accounts.staff.users import staff_accounts

PERMISSION = "recovery.serve_citizens"
STOP_SALT = "accounts.recovery.stop"


def may_serve(user: Any) -> bool:
    """Tell whether somebody works at the desk."""
    return bool(user.is_active and user.has_perm(PERMISSION))


def citizens() -> QuerySet[CitizenProfile]:
    """Return whom the desk serves: active accounts with a profile that have no right in the admin.

    An account of the staff is given back by an administrator; the desk is no way to its rights.
    """
    found = CitizenProfile.objects.select_related("user").filter(user__is_active=True)
    return found.exclude(user__in=staff_accounts())


def is_of(profile: CitizenProfile, number: str) -> bool:
    """Tell whether the number on a person's card is the one of the account."""
    number = normalised(number)
    if problem(number) is not None or not profile.identity_digest:
        return False
    return profile.identity_digest in CitizenProfile.digests_of(number)


def open_recoveries() -> QuerySet[Recovery]:
    """Return what still runs, the oldest first."""
    found = Recovery.objects.filter(state__in=OPEN).select_related("user", "opened_by")
    return found.select_related("user", "opened_by", "confirmed_by").order_by("opened_at", "pk")


def recoveries_of(user: Any) -> QuerySet[Recovery]:
    """Return what was ever opened for an account."""
    return Recovery.objects.filter(user=user).select_related("opened_by", "confirmed_by")


def digest_of(token: str) -> str:
    """Return what is kept of the token of a link."""
    return hashlib.sha256(f"recovery:{token}".encode("utf-8", "replace")).hexdigest()


def by_link(token: str) -> Recovery | None:
    """Return what a link completes, whether or not its time has come; None when it is over."""
    found = Recovery.objects.select_related("user").filter(
        link_digest=digest_of(token), state=State.WAITING, expires_at__gt=timezone.now()
    )
    return found.first()


def stop_token(recovery: Recovery) -> str:
    """Return the token of “this was not me”. It can stop this recovery and nothing else."""
    return signing.dumps(str(recovery.public_id), salt=STOP_SALT)


def by_stop_token(token: str) -> Recovery | None:
    """Return what the token stops, over or not; None for a token that is none."""
    try:
        public_id = signing.loads(token, salt=STOP_SALT)
    except signing.BadSignature:
        return None
    return Recovery.objects.select_related("user").filter(public_id=public_id).first()
