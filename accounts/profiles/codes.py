"""Codes by SMS that prove a phone is somebody's."""

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts import limits
from accounts.codes import Answer, SessionCode
from accounts.limits import Limit
from outbox import actions as outbox
from outbox.models import ChannelName, Priority

CODE = SessionCode("phone_code", "accounts.profiles.codes")
# Stops sending somebody SMS after SMS, which also costs the municipality money.
SENDING = (
    Limit("sms-account", ("account",), 5, 60 * 60),
    Limit("sms-network", ("network",), 20, 60 * 60),
)


def can_send() -> bool:
    """Tell whether there is a provider of SMS."""
    return bool(settings.SMS_ADAPTER)


def send(request: HttpRequest, phone: str) -> bool:
    """Send a new code; False after too many, or without a provider."""
    if not may_send(request, request.user):
        return False
    code = CODE.begin(request, phone, shown=phone)
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
    network = limits.network_of_request(request)
    return {"account": str(user.pk), "network": network}


def waiting_for(request: HttpRequest) -> str:
    """Return the number a code was sent to and has not been typed for; "" for none."""
    return CODE.waiting_for(request)


def check(request: HttpRequest, typed: str) -> Answer:
    """Compare a typed code with the one sent last."""
    return CODE.check(request, waiting_for(request), typed)
