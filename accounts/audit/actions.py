"""Writes of the audit log."""

import ipaddress
import uuid
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from accounts.audit import kinds
from accounts.audit.context import current_actor, current_address
from accounts.audit.models import NOTHING, Entry, Link, Seal, SealKind
from accounts.audit.redaction import redacted, redacted_text
from accounts.audit.signing import entry_bytes, seal_bytes, sign
from accounts.secrets.keys import ring

LOCK = 7_310_001  # the same in the trigger `audit_chain`


def record(
    kind: str,
    *,
    actor: Any = None,
    subject: Any = None,
    address: str | None = None,
    reason: str = "",
    about: str = "",
    details: dict[str, Any] | None = None,
) -> Entry:
    """Add an entry in the present transaction: it is there if and only if what it tells is.

    It costs two small queries and takes no lock; the chain grows when the transaction commits.

    Args:
        kind: Name of a registered kind; KeyError otherwise.
        actor: Who (a user or a public id); without it the user of the request.
        subject: Whose account or data.
        address: From where; without it the address of the request. Not an address: left empty.
        reason: Why, in a person's words.
        about: What it is about, e.g. `auth.group:3`.
        details: Names and values. What may not be logged is taken out (`redaction`).

    Raises:
        ValueError: The kind needs a reason or a subject and there is none.
    """
    found = kinds.kind_of(kind)
    reason = redacted_text(reason, 300)
    if found.needs_reason and not reason:
        raise ValueError(f"{kind} needs a reason.")
    if found.needs_subject and subject is None:
        raise ValueError(f"{kind} needs a subject.")
    head = Link.objects.order_by("-number").values_list("number", "hash").first()
    key = ring("AUDIT_KEYS").newest
    entry = Entry(
        at=timezone.now(),
        kind=kind,
        keep=found.keep.value,
        actor=_person(actor if actor is not None else current_actor()),
        subject=_person(subject),
        address=_address(current_address() if address is None else address),
        reason=reason,
        about=redacted_text(about, 150),
        details=redacted(details or {}),
        seen_number=head[0] if head else 0,
        seen_hash=head[1] if head else NOTHING,
        key_id=key.id,
    )
    entry.mac = sign(entry_bytes(entry), key)
    entry.save(force_insert=True)
    return entry


def record_view(*, subject: Any, reason: str, what: str = "", actor: Any = None) -> Entry:
    """Record that staff looked at somebody's data: before it is shown, and with the reason."""
    return record(
        kinds.PERSONAL_DATA_VIEWED, actor=actor, subject=subject, reason=reason, about=what
    )


@transaction.atomic
def seal_chain() -> Seal | None:
    """Sign the head of the chain; None when nothing was added since the last seal."""
    lock_chain()
    head = Link.objects.order_by("-number").first()
    last = Seal.objects.order_by("-place").first()
    if head is None or (last is not None and last.number >= head.number):
        return None
    return seal(SealKind.DAILY, head, last)


def seal(kind: SealKind, head: Link, last: Seal | None) -> Seal:
    """Sign a link as the head; the caller holds the lock."""
    key = ring("AUDIT_KEYS").newest
    made = Seal(
        at=timezone.now(),
        kind=kind,
        place=last.place + 1 if last else 1,
        number=head.number,
        hash=head.hash,
        previous=last.mac if last else NOTHING,
        key_id=key.id,
    )
    made.mac = sign(seal_bytes(made), key)
    made.save(force_insert=True)
    return made


def lock_chain() -> None:
    """Wait until nobody else adds to the chain; until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _person(who: Any) -> uuid.UUID | None:
    if who is None or isinstance(who, uuid.UUID):
        return who
    found: uuid.UUID = who.public_id
    return found


def _address(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return ""
