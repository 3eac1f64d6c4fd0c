"""Codes that prove a contact is somebody's: six digits, ten minutes, five tries, once.

The session holds the code's keyed digest, so that a code belongs to the browser that asked for it.
"""

import hmac
import secrets
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.identity import normalised

SECONDS = 10 * 60
TRIES = 5


class Answer(StrEnum):
    """What a typed code is."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class SessionCode:
    """A kind of code.

    Attributes:
        key: Where it stands in the session.
        salt: Keeps its digests apart from those of other kinds.
    """

    key: str
    salt: str

    def begin(self, request: HttpRequest, contact: str, *, shown: str) -> str:
        """Return a new code for a contact; the one before is over. `shown` is kept beside it."""
        code = f"{secrets.randbelow(10**6):06}"
        request.session[self.key] = {
            "contact": shown,
            "digest": self.digest(f"{contact}:{code}"),
            "at": time.time(),
            "tries": 0,
        }
        return code

    def waiting_for(self, request: HttpRequest) -> str:
        """Return what was kept beside a code that can still be typed; "" for none."""
        found = self._kept(request)
        return str(found.get("contact", "")) if found else ""

    def check(self, request: HttpRequest, contact: str, typed: str) -> Answer:
        """Compare a typed code; after a right one, five wrong ones or ten minutes there is none."""
        found = self._kept(request)
        if found is None:
            return Answer.OVER
        if hmac.compare_digest(self.digest(f"{contact}:{normalised(typed)}"), found["digest"]):
            del request.session[self.key]
            return Answer.RIGHT
        found["tries"] += 1
        if found["tries"] >= TRIES:
            del request.session[self.key]
            return Answer.OVER
        request.session[self.key] = found
        return Answer.WRONG

    def digest(self, value: str) -> str:
        """Return a keyed digest of this kind."""
        plain = value.encode("utf-8", "replace").decode()
        return salted_hmac(self.salt, plain, algorithm="sha256").hexdigest()

    def _kept(self, request: HttpRequest) -> dict[str, Any] | None:
        found: dict[str, Any] | None = request.session.get(self.key)
        if found and found["at"] < time.time() - SECONDS:
            del request.session[self.key]
            return None
        return found or None
