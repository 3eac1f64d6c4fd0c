"""Reads of signing in."""

from typing import Any

from allauth.mfa.models import Authenticator

from accounts.signin.models import Lock

STAFF_RIGHT = "wagtailadmin.access_admin"


def is_staff(user: Any) -> bool:
    """Tell whether somebody may enter the admin."""
    return bool(user.is_active and user.has_perm(STAFF_RIGHT))


def has_factor(user: Any) -> bool:
    """Tell whether somebody has an authenticator app or a passkey."""
    types = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user_id=user.pk, type__in=types).exists()


def is_locked(user: Any) -> bool:
    """Tell whether the owner has locked the account."""
    return Lock.objects.filter(user_id=user.pk).exists()
