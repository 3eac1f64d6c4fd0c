"""Codes by SMS that prove a phone is somebody's: six digits, ten minutes, five tries, once.

The session holds the code's keyed digest and the number it was sent to, so that a code belongs to
the browser that asked for it.
"""

import hmac
import secrets
import time
import uuid
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts import limits
from accounts.identity import normalised
from accounts.limits import Limit
from outbox import actions as outbox
from outbox.models import ChannelName, Priority

SESSION_KEY = "phone_code"
SECONDS = 10 * 60
TRIES = 5
# Stops sending somebody SMS after SMS, which also costs the municipality money.
SENDING = (
    Limit("sms-account", ("account",), 5, 60 * 60),
    Limit("sms-network", ("network",), 20, 60 * 60),
)


class Answer(StrEnum):
    """What a typed code is."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


def can_send() -> bool:
    """Tell whether there is a provider of SMS."""
    return bool(settings.SMS_ADAPTER)


def send(request: HttpRequest, phone: str) -> bool:
    """Send a new code; False after too many, or without a provider."""
    if not may_send(request, request.user):
        return False
    code = f"{secrets.randbelow(10**6):06}"
    request.session[SESSION_KEY] = {
        "phone": phone,
        "digest": _digest(phone, code),
        "at": time.time(),
        "tries": 0,
    }
    hand_over(request, request.user, phone=phone, code=code)
    return True


def may_send(request: HttpRequest, user: Any) -> bool:
    """Tell whether an SMS may be sent now: there is a provider, and no limit is reached."""
    return can_send() and not limits.blocked(SENDING, **_subjects(request, user))


def hand_over(request: HttpRequest, user: Any, *, phone: str, code: str) -> None:
    """Record the SMS and count it. A person waits: quiet hours do not hold it back."""
    limits.count_failure(SENDING, **_subjects(request, user))
    draft = outbox.Draft(
        channel=ChannelName.SMS,
        recipient=phone,
        key=f"phone-code:{uuid.uuid4()}",
        owner="account",
        priority=Priority.PERSON_WAITS,
        values={"code": code},
        is_secret=True,
    )
    text = _("Your code: %(code)s. Give it to nobody: the municipality never asks for it.")
    outbox.put(draft, subject="", text=text % {"code": "[[code]]"})


def _subjects(request: HttpRequest, user: Any) -> dict[str, str]:
    network = limits.network_of(request.META.get("REMOTE_ADDR", ""))
    return {"account": str(user.pk), "network": network}


def waiting_for(request: HttpRequest) -> str:
    """Return the number a code was sent to and has not been typed for; "" for none."""
    found = _kept(request)
    return str(found["phone"]) if found else ""


def check(request: HttpRequest, typed: str) -> Answer:
    """Compare a typed code; after a right one, five wrong ones or ten minutes there is none."""
    found = _kept(request)
    if found is None:
        return Answer.OVER
    if hmac.compare_digest(_digest(found["phone"], normalised(typed)), found["digest"]):
        del request.session[SESSION_KEY]
        return Answer.RIGHT
    found["tries"] += 1
    if found["tries"] >= TRIES:
        del request.session[SESSION_KEY]
        return Answer.OVER
    request.session[SESSION_KEY] = found
    return Answer.WRONG


def _kept(request: HttpRequest) -> dict[str, Any] | None:
    found = request.session.get(SESSION_KEY)
    if found and found["at"] < time.time() - SECONDS:
        del request.session[SESSION_KEY]
        return None
    return found or None


def _digest(phone: str, code: str) -> str:
    value = f"{phone}:{code}".encode("utf-8", "replace").decode()
    return salted_hmac("accounts.profiles.codes", value, algorithm="sha256").hexdigest()
