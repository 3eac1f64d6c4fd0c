"""A phone or e-mail that files without an account is proved by a code: six digits, ten minutes.

Stops filing in somebody else's name, and letters that nobody asked for. The session holds the
code's keyed digest and that of the contact, so a code belongs to the browser that asked for it; a
proved contact stays proved in that session for half an hour.
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

SESSION_KEY = "report_code"
PROVED_KEY = "report_proved"
SECONDS = 10 * 60
PROVED_SECONDS = 30 * 60
TRIES = 5
SENDING = (
    Limit("report-code-contact", ("account",), 5, 60 * 60),
    Limit("report-code-network", ("network",), 30, 60 * 60),
)


class Answer(StrEnum):
    """What a typed code is."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


def can_send_sms() -> bool:
    """Tell whether there is a provider of SMS."""
    return bool(settings.SMS_ADAPTER)


def send(request: HttpRequest, *, email: str = "", phone: str = "") -> bool:
    """Send a new code; False after too many, or where SMS cannot be sent."""
    contact = email or phone
    subjects = {
        "account": contact,
        "network": limits.network_of(request.META.get("REMOTE_ADDR", "")),
    }
    if (phone and not email and not can_send_sms()) or limits.blocked(SENDING, **subjects):
        return False
    limits.count_failure(SENDING, **subjects)
    code = f"{secrets.randbelow(10**6):06}"
    request.session[SESSION_KEY] = {
        "contact": _digest(contact),
        "digest": _digest(f"{contact}:{code}"),
        "at": time.time(),
        "tries": 0,
    }
    draft = outbox.Draft(
        channel=ChannelName.MAIL if email else ChannelName.SMS,
        recipient=contact,
        key=f"report-code:{uuid.uuid4()}",
        owner="report-code",
        priority=Priority.PERSON_WAITS,
        values={"code": code},
        is_secret=True,
    )
    text = _("Your code for the Solution Centre: %(code)s. It is good for ten minutes.")
    outbox.put(
        draft,
        subject=_("Your code for the Solution Centre") if email else "",
        text=text % {"code": "[[code]]"},
    )
    return True


def is_waiting(request: HttpRequest, contact: str) -> bool:
    """Tell whether a code was sent to this contact and can still be typed."""
    found = _kept(request)
    return found is not None and hmac.compare_digest(found["contact"], _digest(contact))


def is_proved(request: HttpRequest, contact: str) -> bool:
    """Tell whether this session has proved the contact a short time ago."""
    found = request.session.get(PROVED_KEY, {})
    at = found.get(_digest(contact), 0)
    return bool(at > time.time() - PROVED_SECONDS)


def check(request: HttpRequest, contact: str, typed: str) -> Answer:
    """Compare a typed code; after a right one, five wrong ones or ten minutes there is none."""
    found = _kept(request)
    if found is None or not hmac.compare_digest(found["contact"], _digest(contact)):
        return Answer.OVER
    if hmac.compare_digest(_digest(f"{contact}:{normalised(typed)}"), found["digest"]):
        del request.session[SESSION_KEY]
        proved = request.session.get(PROVED_KEY, {})
        newest = sorted({**proved, _digest(contact): time.time()}.items(), key=lambda row: row[1])
        request.session[PROVED_KEY] = dict(newest[-3:])
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


def _digest(value: str) -> str:
    plain = value.encode("utf-8", "replace").decode()
    return salted_hmac("services.requests.proving", plain, algorithm="sha256").hexdigest()
