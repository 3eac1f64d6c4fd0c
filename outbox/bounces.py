"""Reads what comes back: delivery status notifications (RFC 3464), complaints (RFC 5965).

Which message it was tells, in this order: the address it came back to (`OUTBOX_BOUNCE_ADDRESS` with
the number), the Message-ID of the returned original, the address that failed. The second and third
could be forged by anybody who writes to our mailbox, so a report counts only with a number of ours,
which nobody but the receiver knows.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, Message
from email.policy import default
from typing import Any

from django.conf import settings

HARD, SOFT, COMPLAINT = "hard", "soft", "spam"
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.I)
_ORIGINAL = re.compile(rf"^message-id:\s*<(?P<id>{_UUID.pattern})@", re.I | re.M)
MOST_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class Report:
    """One message that came back: its number, what kind of failure, what the server said."""

    number: uuid.UUID
    kind: str
    error: str


def read(mail: EmailMessage) -> Report | None:
    """Return the report a mail holds; None for anything else (an answer, an automatic reply)."""
    parts = list(mail.walk())
    types = {part.get_content_type() for part in parts}
    number = _number(mail, parts)
    if number is None:
        return None
    if "message/feedback-report" in types:
        return Report(number, COMPLAINT, "complaint")
    for fields in _status_fields(parts):
        action = str(fields.get("Action", "")).strip().lower()
        status = str(fields.get("Status", "")).strip()
        said = str(fields.get("Diagnostic-Code", "")) or status
        error = " ".join(said.split())[:300]
        if action == "failed":
            return Report(number, HARD if is_hard(status) else SOFT, error)
        if action == "delayed":  # the server goes on trying; nothing has failed
            return None
    return None


def is_hard(status: str) -> bool:
    """Tell whether a status (RFC 3463) means that the address is wrong for good."""
    return bool(re.match(r"5\.(1\.\d+|2\.1|4\.4|0\.0)\b", status))


def _status_fields(parts: list[Any]) -> Iterator[Message]:
    for part in parts:
        if part.get_content_type() == "message/delivery-status":
            payload = part.get_payload()
            if isinstance(payload, list):
                yield from payload[1:] or payload


def _number(mail: EmailMessage, parts: list[Any]) -> uuid.UUID | None:
    if settings.OUTBOX_BOUNCE_ADDRESS:
        pattern = re.escape(settings.OUTBOX_BOUNCE_ADDRESS).replace(
            re.escape("{id}"), f"(?P<id>{_UUID.pattern})"
        )
        for name in ("Delivered-To", "X-Original-To", "To"):
            match = re.search(pattern, " ".join(map(str, mail.get_all(name, []))), re.I)
            if match:
                return uuid.UUID(match["id"])
    for part in parts:
        kind = part.get_content_type()
        if kind in {"text/rfc822-headers", "message/rfc822-headers", "message/rfc822"}:
            match = _ORIGINAL.search(part.as_string()[:MOST_TEXT])
            if match:
                return uuid.UUID(match["id"])
    return None


def parse(data: bytes) -> EmailMessage:
    """Return a mail of its bytes."""
    from email import message_from_bytes

    found = message_from_bytes(data, policy=default)
    assert isinstance(found, EmailMessage)
    return found
