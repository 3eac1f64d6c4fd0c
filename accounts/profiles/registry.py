"""Verifying a citizen's identity by the civil registry."""

from typing import Any

from accounts import limits
from accounts.audit import kinds
from accounts.audit.actions import record
from accounts.limits import Limit
from accounts.profiles.actions import confirm_identity
from accounts.profiles.models import CitizenProfile, VerifiedBy
from accounts.registry import Outcome, Person, verify

# Stops finding out a stranger's birth year by trying: four wrong answers a day, then the desk.
TRIES = (Limit("registry", ("account",), 4, 24 * 60 * 60),)


def verify_by_registry(*, user: Any) -> Outcome:
    """Ask the registry about what the profile says; a match verifies the identity.

    Asks outside of any transaction, for as long as `IDENTITY_VERIFIER_SECONDS`. UNAVAILABLE also
    when something to ask about is missing, or after too many wrong answers: it never blocks.
    """
    profile = CitizenProfile.objects.select_related("user").filter(pk=user.pk).first()
    if profile is None or not profile.identity_number or profile.birth_date is None:
        return Outcome.UNAVAILABLE
    account = str(user.pk)
    if limits.blocked(TRIES, account=account, network=""):
        return Outcome.UNAVAILABLE
    number = profile.identity_number
    person = Person(number, profile.user.first_name, profile.user.last_name, profile.birth_date)
    outcome = verify(person)
    if outcome is Outcome.MATCH:
        if not _is_still(profile):
            return Outcome.UNAVAILABLE
        confirm_identity(user=user, by=VerifiedBy.REGISTRY)
    elif outcome is Outcome.MISMATCH:
        limits.count_failure(TRIES, account=account, network="")
        record(kinds.IDENTITY_VERIFIED, subject=user, details={"by": "", "answer": str(outcome)})
    return outcome


def _is_still(asked: CitizenProfile) -> bool:
    """Tell whether the profile is as it was when the registry was asked about it."""
    now = CitizenProfile.objects.select_related("user").get(pk=asked.pk)
    return (now.identity_digest, now.birth_date, now.user.get_full_name()) == (
        asked.identity_digest,
        asked.birth_date,
        asked.user.get_full_name(),
    )
