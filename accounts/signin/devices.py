"""Browsers we know: a cookie with a random number, its digest in the database.

Only necessary for safety, read by nobody else, set when somebody signs in. It proves nothing and
opens nothing; it only decides whether a sign-in is announced by mail.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

COOKIE = "cihaz"
SALT = "accounts.signin.not-me"


def digest_of(number: str) -> str:
    """Return what is kept of a browser's number."""
    return hashlib.sha256(f"cihaz:{number}".encode()).hexdigest()


def number_of(request: HttpRequest) -> str:
    """Return the browser's number, a new one where it has none or an odd one."""
    found = request.COOKIES.get(COOKIE, "")
    if len(found) == 32 and found.isalnum():
        return str(found)
    return secrets.token_hex(16)


def set_cookie(response: HttpResponse, number: str) -> None:
    """Let the browser keep its number."""
    response.set_cookie(
        COOKIE,
        number,
        max_age=timedelta(days=settings.KNOWN_DEVICE_DAYS),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def not_me_token(user: Any, at: datetime) -> str:
    """Return the token of the link by which the owner says that a sign-in was not theirs."""
    return signing.dumps([user.pk, int(at.timestamp())], salt=SALT, compress=True)


def read_not_me(token: str) -> tuple[int, datetime] | None:
    """Return whose sign-in and when; None where the token is wrong or old."""
    try:
        pk, at = signing.loads(token, salt=SALT, max_age=timedelta(days=settings.NOT_ME_DAYS))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(pk), datetime.fromtimestamp(at, tz=timezone.get_current_timezone())


def describe(agent: str) -> str:
    """Return a browser and system in words people know, e.g. `Firefox, Windows`."""
    browsers = ("Edg", "OPR", "SamsungBrowser", "Firefox", "Chrome", "Safari")
    systems = ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux")
    names = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet"}
    names["Mac OS X"] = "Mac"
    found = [next((name for name in group if name in agent), "") for group in (browsers, systems)]
    return ", ".join(names.get(name, name) for name in found if name)
