"""What the desk does to an account, each with its reason in the audit log."""

from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from accounts.audit.redaction import redacted_text
from accounts.mandates.actions import confirm_child
from accounts.mandates.actions import end as end_mandate
from accounts.mandates.models import Mandate
from accounts.profiles.actions import confirm_identity
from accounts.profiles.models import CitizenProfile, VerifiedBy
from accounts.recovery.steps import Refused, same_person, served_by
from accounts.signin.actions import lock
from accounts.signin.letters import send


@transaction.atomic
def confirm_at_desk(
    *,
    user: Any,
    officer: Any,
    number: str,
    first_name: str,
    last_name: str,
    birth_date: date,
    reason: str,
) -> CitizenProfile:
    """Confirm that the person at the desk is the one of the account.

    Only a number that somebody has typed into the account while signed in is confirmed. Stops
    taking over an account without a number by coming with one's own card.

    Raises:
        Refused: `not_desk`, `not_citizen`, `own`, `no_number`, `other_person`.
    """
    profile = served_by(user, officer)
    if not profile.identity_digest:
        raise Refused("no_number")
    same_person(profile, number)
    return confirm_identity(
        user=user,
        by=VerifiedBy.DESK,
        first_name=first_name,
        last_name=last_name,
        birth_date=birth_date,
        reason=reason,
    )


@transaction.atomic
def lock_at_desk(*, user: Any, officer: Any, reason: str) -> None:
    """Lock an account for its owner on the phone; factors stay, the owner is told.

    Whoever calls may be a stranger: all that a lock costs the owner is a new password.
    """
    profile = served_by(user, officer)
    lock(user=user, since=timezone.now(), reason=redacted_text(reason, 300))
    emails = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    with override(profile.language):
        for email in emails or [user.email]:
            send("desk/locked", email=email, context={})


@transaction.atomic
def confirm_child_at_desk(*, mandate: Mandate, officer: Any, number: str, reason: str) -> Mandate:
    """Confirm whose child it is by a document with the child's number.

    Raises:
        Refused: as in `served_by`, `other_person` for another number, `over`.
    """
    from accounts.desk.queries import is_child

    served_by(mandate.holder, officer)
    if not is_child(mandate, number):
        raise Refused("other_person")
    try:
        return confirm_child(mandate=mandate, officer=officer, reason=reason)
    except ValueError as error:
        raise Refused("over") from error


@transaction.atomic
def refuse_child_at_desk(*, mandate: Mandate, officer: Any, reason: str) -> Mandate:
    """End what a document does not bear out."""
    served_by(mandate.holder, officer)
    return end_mandate(mandate=mandate, by=officer, reason=reason)
