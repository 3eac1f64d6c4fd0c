"""What the mail provider's bounce notification calls; signed, so nobody else can stop anybody."""

import hashlib
import hmac
import json
import time
import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from outbox import bounces, returns

MOST_BYTES = 200_000
OLDEST_SECONDS = 300


def signature(timestamp: str, body: bytes) -> str:
    """Return HMAC-SHA256 over `timestamp.body` in hexadecimal."""
    secret = settings.OUTBOX_BOUNCE_SECRET.encode()
    return hmac.new(secret, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


@csrf_exempt
@require_POST
def bounce(request: HttpRequest) -> HttpResponse:
    """Take a returned message: JSON `{"message_id", "type", "status", "error"}`, or a mail as such.

    Signed as our webhooks are (`X-Timestamp`, `X-Signature: sha256=…`); the time-stamp stops an old
    message from being played again.
    """
    if not settings.OUTBOX_BOUNCE_SECRET:
        return _problem(404, "not_configured")
    stamp = request.headers.get("X-Timestamp", "")
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return _problem(413, "too_large")
    given = request.headers.get("X-Signature", "").removeprefix("sha256=")
    is_stamp = stamp.isascii() and stamp.isdigit() and len(stamp) < 12
    fresh = is_stamp and abs(time.time() - int(stamp)) < OLDEST_SECONDS
    if not fresh or not hmac.compare_digest(
        signature(stamp, request.body).encode(), given.encode()
    ):
        return _problem(403, "wrong_signature")
    report = _report(request)
    if report is None:
        return _problem(400, "not_understood")
    return JsonResponse({"noted": returns.take(report)})


def _report(request: HttpRequest) -> bounces.Report | None:
    if request.content_type == "message/rfc822":
        return bounces.read(bounces.parse(request.body))
    try:
        data = json.loads(request.body)
        number = uuid.UUID(str(data["message_id"]).strip("<> ").partition("@")[0])
        kind = str(data["type"])
    except (ValueError, KeyError, TypeError):
        return None
    if kind not in {bounces.HARD, bounces.SOFT, bounces.COMPLAINT}:
        return None
    return bounces.Report(number, kind, str(data.get("error") or data.get("status") or "")[:300])


def _problem(status: int, code: str) -> HttpResponse:
    return JsonResponse(
        {"status": status, "code": code}, status=status, content_type="application/problem+json"
    )
