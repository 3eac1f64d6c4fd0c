"""Reads of mandates."""

import uuid
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.audit import kinds
from accounts.audit.actions import record
from accounts.mandates.models import Mandate


class NotAuthorised(Exception):
    """This person may not do this for that one: never was, not in this, not yet, not any more."""


def mandates_of(user: Any) -> QuerySet[Mandate]:
    """Return what a person holds and has given, ended ones too: both sides see the same list."""
    mine = Q(holder=user) | Q(principal=user)
    return Mandate.objects.filter(mine).select_related("holder", "principal")


def valid_for(user: Any, scope: str, now: datetime | None = None) -> QuerySet[Mandate]:
    """Return the mandates by which somebody may do something now, for a choice of people."""
    now = now or timezone.now()
    open_principal = Q(principal__isnull=True) | Q(principal__is_active=True)
    return (
        Mandate.objects.filter(open_principal, holder=user, holder__is_active=True)
        .filter(confirmed_at__isnull=False, ended_at__isnull=True, scopes__contains=[scope])
        .filter(begins_at__lte=now, ends_at__gt=now)
        .select_related("principal")
    )


def mandate_for(*, user: Any, public_id: uuid.UUID | str, scope: str) -> Mandate:
    """Return the mandate by which `user` does something for another now, and record its use.

    A service calls this in the transaction that writes, at every step: the choice on an earlier
    page proves nothing. `NotAuthorised` is raised alike whatever the reason.
    """
    try:
        found = valid_for(user, scope).filter(public_id=uuid.UUID(str(public_id))).first()
    except ValueError:
        found = None
    if found is None:
        raise NotAuthorised
    record(
        kinds.MANDATE_USED,
        actor=user,
        subject=found.principal or user,
        about=f"mandate:{found.public_id}",
        details={"scope": scope},
    )
    return found
