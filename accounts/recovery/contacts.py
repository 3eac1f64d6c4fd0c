"""Proving a new address or phone at the desk: a code the person reads out."""

import hmac
import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.identity import normalised
from accounts.recovery import letters
from accounts.recovery.models import Recovery
from accounts.recovery.states import State
from accounts.recovery.steps import Refused, locked, note_change, served_by

CODE_TRIES = 5
CODE_MINUTES = 15


@transaction.atomic
def send_contact_code(*, recovery: Recovery, channel: str, officer: Any) -> None:
    """Send a code to a new address or phone, which the person reads out at the desk."""
    found = locked(recovery, State.OPENED)
    served_by(found.user, officer)
    if channel not in found.unverified:
        raise Refused("no_contact")
    code = f"{secrets.randbelow(10**6):06}"
    found.code_for, found.code_digest = channel, _digest(found, channel, code)
    found.code_sent_at, found.code_tries = timezone.now(), 0
    found.save(update_fields=["code_for", "code_digest", "code_sent_at", "code_tries"])
    letters.send_code(found, channel, code)


@transaction.atomic
def verify_contact(*, recovery: Recovery, code: str, officer: Any) -> bool:
    """Take the code the person read out; False for a wrong one, which counts."""
    found = locked(recovery, State.OPENED)
    served_by(found.user, officer)
    sent = found.code_sent_at
    if not found.code_digest or sent is None or found.code_tries >= CODE_TRIES:
        raise Refused("code_over")
    if timezone.now() > sent + timedelta(minutes=CODE_MINUTES):
        raise Refused("code_over")
    if not hmac.compare_digest(found.code_digest, _digest(found, found.code_for, code)):
        found.code_tries += 1
        found.save(update_fields=["code_tries"])
        return False
    setattr(found, f"new_{found.code_for}_verified_at", timezone.now())
    found.code_for, found.code_digest, found.code_sent_at = "", "", None
    found.save()
    note_change(found, "contact verified", actor=officer)
    return True


def _digest(found: Recovery, channel: str, code: str) -> str:
    value = f"{found.public_id}:{channel}:{normalised(code)}".encode("utf-8", "replace").decode()
    return salted_hmac("accounts.recovery.code", value, algorithm="sha256").hexdigest()
