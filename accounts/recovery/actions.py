"""Writes of recoveries, each under the row's lock and in the audit log."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.audit import kinds
from accounts.audit.actions import record
from accounts.audit.redaction import redacted_text
from accounts.models import User
from accounts.profiles.actions import change_email, change_phone, confirm_phone
from accounts.recovery import letters
from accounts.recovery.models import Recovery
from accounts.recovery.queries import citizens, digest_of, may_serve
from accounts.recovery.states import Document, Resets, State, StoppedBy
from accounts.recovery.steps import (
    Refused,
    about,
    close,
    is_taken,
    locked,
    move,
    note_change,
    same_person,
    served_by,
)
from accounts.signin.actions import end_sessions_of
from accounts.signin.models import KnownDevice
from outbox import actions as outbox

MOST_IN_A_MONTH = 3  # of one account: a fourth is for an administrator


@transaction.atomic
def open_recovery(
    *,
    user: Any,
    officer: Any,
    number: str,
    document: str,
    resets: Iterable[str],
    new_email: str = "",
    new_phone: str = "",
    note: str = "",
) -> Recovery:
    """Write down that an officer saw a person whose card has the account's number.

    The number is compared and forgotten. Nothing happens to the account yet.

    Args:
        user: The account.
        officer: Who saw the person.
        number: As on the card.
        document: Which document was seen (`Document`).
        resets: What was lost (`Resets`).
        new_email: To be proved at the desk by a code before the second officer confirms.
        new_phone: The same, in E.164; empty with `phone` in `resets`: the number is taken off.
        note: For colleagues; identity numbers in it are masked.

    Raises:
        Refused: `not_desk`, `not_citizen`, `own`, `other_person`, `running`, `too_many`,
            `email_taken`, `nothing`.
    """
    profile = served_by(user, officer)
    same_person(profile, number)
    wanted = sorted({str(Resets(name)) for name in resets})
    if not wanted or (Resets.EMAIL in wanted) != bool(new_email):
        raise Refused("nothing")
    if new_email and is_taken(new_email, user):
        raise Refused("email_taken")
    close_expired(user=user)
    if Recovery.objects.filter(user=user, state__in=[State.OPENED, State.WAITING]).exists():
        raise Refused("running")
    since = timezone.now() - timedelta(days=30)
    if Recovery.objects.filter(user=user, opened_at__gt=since).count() >= MOST_IN_A_MONTH:
        raise Refused("too_many")
    made = Recovery(
        user=user,
        resets=wanted,
        new_email=new_email,
        new_phone=new_phone if Resets.PHONE in wanted else "",
        document=Document(document),
        note=redacted_text(note, 300),
        opened_by=officer,
    )
    typed = {"resets", "new_email", "new_phone", "note", "document"}
    made.clean_fields(exclude={field.name for field in made._meta.fields} - typed)
    made.save()
    note_change(made, "opened", actor=officer, reason=made.note)
    return made


@transaction.atomic
def confirm_recovery(*, recovery: Recovery, officer: Any, number: str, document: str) -> Recovery:
    """Let a second officer, who saw the person as well, start the waiting time.

    Everybody who is reached at an old contact is told, with a link that stops it; the link that
    completes it is recorded now and sent when the time has passed.

    Raises:
        Refused: `same_officer`, `not_desk`, `not_citizen`, `own`, `other_person`, `unverified`,
            `over`.
    """
    found = locked(recovery, State.OPENED)
    profile = served_by(found.user, officer)
    if found.opened_by_id is None or found.opened_by_id == officer.pk:
        raise Refused("same_officer")
    same_person(profile, number)
    if found.unverified:
        raise Refused("unverified")
    now = timezone.now()
    found.confirmed_by, found.confirmed_at = officer, now
    found.second_document = Document(document)
    found.ready_at = now + timedelta(hours=settings.RECOVERY_WAIT_HOURS)
    found.expires_at = found.ready_at + timedelta(hours=settings.RECOVERY_LINK_HOURS)
    move(found, State.WAITING)
    token = _new_link(found)
    found.save()
    note_change(found, "confirmed", actor=officer)
    letters.tell_old_contacts(found)
    letters.send_link(found, token)
    return found


@transaction.atomic
def send_link_again(*, recovery: Recovery, officer: Any) -> Recovery:
    """Send a new link; the one before works no more."""
    found = locked(recovery, State.WAITING)
    served_by(found.user, officer)
    token = _new_link(found)
    found.save(update_fields=["link_digest"])
    outbox.stop(where=letters.links_of(found))
    note_change(found, "link sent again", actor=officer)
    letters.send_link(found, token)
    return found


@transaction.atomic
def stop_recovery(*, recovery: Recovery, officer: Any = None, reason: str = "") -> Recovery:
    """Stop it: an officer with a reason, or the account's owner by the link of a notice.

    What is over stays as it is.
    """
    found = Recovery.objects.select_for_update(of=("self",)).get(pk=recovery.pk)
    if not found.is_open:
        return found
    if officer is not None and not may_serve(officer):
        raise Refused("not_desk")
    if officer is not None and not reason.strip():
        raise Refused("no_reason")
    found.stopped_by = StoppedBy.DESK if officer is not None else StoppedBy.CITIZEN
    found.stop_reason = redacted_text(reason, 300)
    close(found, State.STOPPED)
    # By the link nobody is known: whoever happens to be signed in is not named for it.
    actor = officer if officer is not None else found.user
    note_change(found, "stopped", actor=actor, reason=found.stop_reason)
    letters.tell_stopped(found)
    return found


@transaction.atomic
def complete_recovery(*, recovery: Recovery, token: str) -> User:
    """Give the account back to whoever reads the address the link went to.

    Factors, trusted browsers, sessions and the password go; the new contacts are in force. Nobody
    is signed in by it: a password is set next, and the sign-in asks for two steps as always.

    Raises:
        Refused: `early`, `over`, or the account has become one the desk may not touch.
    """
    found = locked(recovery, State.WAITING)
    if found.link_digest is None or found.link_digest != digest_of(token):
        raise Refused("over")
    if not found.is_ready():
        raise Refused("early" if timezone.now() < found.ready_at else "over")  # type: ignore[operator]
    if not citizens().filter(pk=found.user_id).exists():
        raise Refused("not_citizen")
    user = User.objects.select_for_update().get(pk=found.user_id)
    if found.new_email and is_taken(found.new_email, user):
        raise Refused("email_taken")
    reached = letters.contacts_of(user)
    if Resets.FACTORS in found.resets:
        for one in Authenticator.objects.filter(user=user):
            one.delete()
            record(kinds.FACTOR_REMOVED, actor=user, subject=user, details={"type": one.type})
    _contacts(found, user)
    user.refresh_from_db()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    KnownDevice.objects.filter(user=user).delete()
    end_sessions_of(user)
    close(found, State.COMPLETED)
    note_change(found, "completed", actor=user)
    letters.tell_done(found, reached)
    words = ", ".join(found.resets)
    record(kinds.ACCOUNT_RECOVERED, actor=user, subject=user, about=about(found), reason=words)
    return user


@transaction.atomic
def close_expired(*, user: Any = None) -> int:
    """Close what nobody confirmed or completed in time; of one account, or all."""
    now = timezone.now()
    opened = timedelta(hours=settings.RECOVERY_CONFIRM_HOURS)
    rows = Recovery.objects.select_for_update(of=("self",))
    rows = rows.filter(user=user) if user is not None else rows
    late = [
        *rows.filter(state=State.OPENED, opened_at__lte=now - opened),
        *rows.filter(state=State.WAITING, expires_at__lte=now),
    ]
    for found in late:
        close(found, State.EXPIRED)
        note_change(found, "ran out", actor=found.user)
    return len(late)


def _contacts(found: Recovery, user: User) -> None:
    if found.new_email:
        EmailAddress.objects.filter(user=user).delete()
        EmailAddress.objects.create(user=user, email=found.new_email, verified=True, primary=True)
        change_email(user=user, email=found.new_email)
    if Resets.PHONE in found.resets:
        change_phone(user=user, phone=found.new_phone)
        if found.new_phone:
            confirm_phone(user=user, phone=found.new_phone)


def _new_link(found: Recovery) -> str:
    token = secrets.token_urlsafe(24)
    found.link_digest = digest_of(token)
    return token
