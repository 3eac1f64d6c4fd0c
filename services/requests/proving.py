"""A phone or e-mail that files without an account is proved by a code: six digits, ten minutes.

Stops filing in somebody else's name, and letters that nobody asked for. The session holds the
code's keyed digest and that of the contact, so a code belongs to the browser that asked for it; a
proved contact stays proved in that session for half an hour.
"""

import hmac
import time
import uuid

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts import limits
from accounts.codes import Answer, SessionCode
from accounts.limits import Limit
from outbox import actions as outbox
from outbox.models import ChannelName, Priority

CODE = SessionCode("report_code", "services.requests.proving")
PROVED_KEY = "report_proved"
PROVED_SECONDS = 30 * 60
SENDING = (
    Limit("report-code-contact", ("account",), 5, 60 * 60),
    Limit("report-code-network", ("network",), 30, 60 * 60),
)


def can_send_sms() -> bool:
    """Tell whether there is a provider of SMS."""
    return bool(settings.SMS_ADAPTER)


def send(request: HttpRequest, *, email: str = "", phone: str = "") -> bool:
    """Send a new code; False after too many, or where SMS cannot be sent."""
    contact = email or phone
    subjects = {
        "account": contact,
        "network": limits.network_of_request(request),
    }
    if (phone and not email and not can_send_sms()) or limits.blocked(SENDING, **subjects):
        return False
    limits.count_failure(SENDING, **subjects)
    code = CODE.begin(request, contact, shown=CODE.digest(contact))
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
    return hmac.compare_digest(CODE.waiting_for(request), CODE.digest(contact))


def is_proved(request: HttpRequest, contact: str) -> bool:
    """Tell whether this session has proved the contact a short time ago."""
    found = request.session.get(PROVED_KEY, {})
    at = found.get(CODE.digest(contact), 0)
    return bool(at > time.time() - PROVED_SECONDS)


def check(request: HttpRequest, contact: str, typed: str) -> Answer:
    """Compare a typed code with the one sent to the contact; a right one proves it for a while."""
    if not is_waiting(request, contact):
        return Answer.OVER
    answer = CODE.check(request, contact, typed)
    if answer is Answer.RIGHT:
        proved = {**request.session.get(PROVED_KEY, {}), CODE.digest(contact): time.time()}
        newest = sorted(proved.items(), key=lambda row: row[1])
        request.session[PROVED_KEY] = dict(newest[-3:])
    return answer
