"""Reads of mandates."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.audit import kinds
from accounts.audit.actions import record
from accounts.audit.models import Entry, people
from accounts.mandates.models import CODE_DAYS, Mandate

# No 0/O, 1/I/L: people read it out on the phone. 10 letters of 31 are 49 bits, for a week.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
SHOWN_STEPS = 50


class NotAuthorised(PermissionDenied):
    """This person may not do this for that one: never was, not in this, not yet, not any more.

    A view that does not catch it answers 403.
    """


@dataclass(frozen=True, slots=True)
class Step:
    """A line of what was done: when, what, by whom ("" for the desk: officers stay unnamed)."""

    at: datetime
    what: str
    scope: str
    who: str
    about: str


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


def mandate_for(
    *, user: Any, public_id: uuid.UUID | str, scope: str, what: str = "", uses: bool = True
) -> Mandate:
    """Return the mandate by which `user` does something for another now, and record its use.

    A service calls this in the transaction that writes, at every step: the choice on an earlier
    page proves nothing. `NotAuthorised` is raised alike whatever the reason.

    Args:
        user: Who acts.
        public_id: Of the mandate.
        scope: What for.
        what: What is done, for both to read, e.g. the reference of a case.
        uses: False only looks, for a page that shows a form.
    """
    try:
        found = valid_for(user, scope).filter(public_id=uuid.UUID(str(public_id))).first()
    except ValueError:
        found = None
    if found is None:
        raise NotAuthorised
    if not uses:
        return found
    record(
        kinds.MANDATE_USED,
        actor=user,
        subject=found.principal or user,
        about=f"mandate:{found.public_id}",
        details={"scope": scope, **({"what": what} if what else {})},
    )
    return found


def digest_of(code: str) -> str:
    """Return the digest of a code as people type it: small letters, spaces and dashes are fine."""
    plain = "".join(letter for letter in code.upper() if letter in ALPHABET)
    return hashlib.sha256(f"mandate:{plain}".encode()).hexdigest()


def offers_by(code: str, user: Any) -> QuerySet[Mandate]:
    """Return the offer a code opens to somebody: never one's own, never an old one."""
    now = timezone.now()
    return Mandate.objects.filter(
        code_digest=digest_of(code),
        ended_at__isnull=True,
        created_at__gt=now - timedelta(days=CODE_DAYS),
        ends_at__gt=now,
    ).exclude(principal=user)


def running_by(user: Any) -> QuerySet[Mandate]:
    """Return what somebody has given that is not over, taken or not."""
    return Mandate.objects.filter(principal=user, ended_at__isnull=True, ends_at__gt=timezone.now())


def mandate_of(user: Any, public_id: uuid.UUID) -> Mandate | None:
    """Return a mandate to one of its two people; None to everybody else."""
    return mandates_of(user).filter(public_id=public_id).first()


def history_of(mandate: Mandate) -> list[Step]:
    """Return what was done with a mandate, newest first: both people read the same."""
    entries = list(
        Entry.objects.filter(
            about=f"mandate:{mandate.public_id}",
            kind__in=[kinds.MANDATE_CHANGED, kinds.MANDATE_USED],
        ).order_by("-at", "-pk")[:SHOWN_STEPS]
    )
    both = {user.public_id for user in (mandate.holder, mandate.principal) if user is not None}
    names = people({entry.actor for entry in entries} & both)
    return [
        Step(
            at=entry.at,
            what=entry.details.get("change", "used"),
            scope=entry.details.get("scope", ""),
            who=names.get(entry.actor, ""),
            about=entry.details.get("what", ""),
        )
        for entry in entries
    ]
