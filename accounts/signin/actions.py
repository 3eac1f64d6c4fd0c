"""Writes of signing in."""

from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.audit import actions as audit
from accounts.audit import kinds
from accounts.models import User
from accounts.signin.models import KnownDevice, Lock


@transaction.atomic
def lock(*, user: Any, since: datetime, reason: str = "") -> None:
    """Close an account whose owner did not sign in at `since`.

    The password stops working, every session ends, trusted browsers are forgotten (their
    fingerprint holds the password), and second factors that were added since are removed, so that
    the intruder's own do not keep the owner out. A new password by the verified address opens it.
    """
    row = User.objects.select_for_update().get(pk=user.pk)
    Lock.objects.get_or_create(user=row)
    audit.record(kinds.ACCOUNT_LOCKED, subject=row, reason=reason)
    row.set_unusable_password()
    row.save(update_fields=["password"])
    added = Authenticator.objects.filter(user=row, created_at__gte=since)
    added.delete()
    KnownDevice.objects.filter(user=row).delete()
    end_sessions_of(row)


def end_sessions_of(user: Any) -> int:
    """End every session of a person wherever it is; return how many there were."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


@transaction.atomic
def end_all_sessions(*, user: Any, by: Any, reason: str) -> int:
    """Sign somebody out everywhere; the account stays open. Return how many sessions there were."""
    count = end_sessions_of(user)
    audit.record(
        kinds.SESSIONS_ENDED, actor=by, subject=user, reason=reason, details={"count": count}
    )
    return count


@transaction.atomic
def unlock(*, user: Any) -> bool:
    """Open an account again; False where it was not locked."""
    return bool(Lock.objects.filter(user_id=user.pk).delete()[0])


@transaction.atomic
def end_session(*, user: Any, pk: int) -> bool:
    """End one session of a person; False where it is not theirs or has ended."""
    session = UserSession.objects.filter(user=user, pk=pk).first()
    if session is None:
        return False
    session.end()
    audit.record(kinds.SESSION_ENDED, subject=user)
    return True


@transaction.atomic
def remember_device(*, user: Any, digest: str) -> bool:
    """Note that a browser was used; True where it is new though others are known.

    What nobody has used for `KNOWN_DEVICE_DAYS` is deleted.
    """
    forgotten = timezone.now() - timedelta(days=settings.KNOWN_DEVICE_DAYS)
    KnownDevice.objects.filter(last_seen__lt=forgotten).delete()
    had_others = KnownDevice.objects.filter(user=user).exists()
    _row, created = KnownDevice.objects.update_or_create(
        user=user, digest=digest, defaults={"last_seen": timezone.now()}
    )
    return created and had_others
