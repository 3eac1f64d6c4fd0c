"""Writes of accounts."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.models import SignIn, User

KEPT = timedelta(days=180)


def record_sign_in(outcome: str, *, account: str, network: str, user: Any = None) -> SignIn:
    """Keep how an attempt ended, and drop what is older than six months."""
    known = user or _known(account)
    SignIn.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return SignIn.objects.create(user=known, outcome=outcome, network=network)


def _known(account: str) -> User | None:
    named = Q(username__iexact=account) | Q(email__iexact=account)
    return User.objects.filter(named).first()
