"""What every step of a recovery shares: the lock, who may, how it moves on and is recorded."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils import timezone

from accounts.audit.actions import record
from accounts.models import User
from accounts.profiles.models import CitizenProfile
from accounts.recovery import letters
from accounts.recovery.models import Recovery
from accounts.recovery.queries import citizens, is_of, may_serve
from accounts.recovery.states import CHANGES, State
from outbox import actions as outbox

CHANGED = "recovery_changed"


class Refused(Exception):
    """It is not done; `why` is a key of `views.WORDS`."""

    def __init__(self, why: str) -> None:
        """Keep why."""
        self.why = why
        super().__init__(why)


def locked(recovery: Recovery, state: State) -> Recovery:
    """Return the row, locked; whatever the caller saw before is checked anew."""
    rows = Recovery.objects.select_for_update(of=("self",)).select_related("user")
    found = rows.get(pk=recovery.pk)
    ends = found.opened_at + timedelta(hours=settings.RECOVERY_CONFIRM_HOURS)
    is_late = found.state == State.OPENED and timezone.now() >= ends
    if found.state != state or is_late:
        raise Refused("over")
    return found


def served_by(user: Any, officer: Any) -> CitizenProfile:
    """Return the citizen an officer may serve: nobody of the staff, and never oneself."""
    if not may_serve(officer):
        raise Refused("not_desk")
    if officer.pk == user.pk:
        raise Refused("own")
    profile = citizens().filter(pk=user.pk).first()
    if profile is None:
        raise Refused("not_citizen")
    own = CitizenProfile.objects.filter(pk=officer.pk).first()
    if own is not None and own.identity_digest and own.identity_digest == profile.identity_digest:
        raise Refused("own")
    return profile


def same_person(profile: CitizenProfile, number: str) -> None:
    """Refuse where the card's number is not the account's."""
    if not is_of(profile, number):
        raise Refused("other_person")


def is_taken(email: str, user: Any) -> bool:
    """Tell whether another account has the address, as its own or as one of allauth's."""
    users = User.objects.filter(email__iexact=email).exclude(pk=user.pk)
    addresses = EmailAddress.objects.filter(email__iexact=email).exclude(user_id=user.pk)
    return users.exists() or addresses.exists()


def move(found: Recovery, state: State) -> None:
    """Set a state that may follow the present one."""
    if state not in CHANGES[State(found.state)]:
        raise Refused("over")
    found.state = state


def close(found: Recovery, state: State) -> None:
    """End it: what waits to be sent is taken back, what was typed is erased."""
    move(found, state)
    found.closed_at = timezone.now()
    found.new_email = found.new_phone = found.code_for = found.code_digest = ""
    found.link_digest = None
    found.save()
    outbox.stop(where=letters.of(found))


def about(found: Recovery) -> str:
    """Return what entries of the audit log are about."""
    return f"recovery:{found.public_id}"


def note_change(found: Recovery, what: str, *, actor: Any, reason: str = "") -> None:
    """Record a step: who, which document, what was lost; no contact, no number."""
    record(
        CHANGED,
        actor=actor,
        subject=found.user,
        about=about(found),
        reason=reason,
        details={"change": what, "resets": found.resets, "document": found.document},
    )
