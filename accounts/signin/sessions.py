"""How long a session lasts: so long without a sign of life, and so long at most."""

import time
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from accounts.signin.queries import is_staff

STARTED, SEEN, IDLE = "session_started", "session_seen", "session_idle_seconds"
WRITE_EVERY = 60  # seconds; each write costs a statement


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left of a session, in seconds."""

    idle: float
    absolute: float

    @property
    def seconds(self) -> int:
        """Return how long it lasts if nothing happens."""
        return max(0, int(min(self.idle, self.absolute)))


def start(request: HttpRequest) -> None:
    """Start both clocks."""
    now = time.time()
    minutes = (
        settings.SESSION_IDLE_STAFF_MINUTES
        if is_staff(request.user)
        else settings.SESSION_IDLE_MINUTES
    )
    request.session[STARTED] = request.session[SEEN] = now
    request.session[IDLE] = minutes * 60


def remaining(request: HttpRequest) -> Remaining:
    """Return what is left. Sessions from before this rule begin now."""
    now = time.time()
    if STARTED not in request.session:
        start(request)
    session = request.session
    return Remaining(
        idle=session[SEEN] + session[IDLE] - now,
        absolute=session[STARTED] + settings.SESSION_MAX_HOURS * 3600 - now,
    )


def touch(request: HttpRequest) -> bool:
    """Note a sign of life; True where it was written (once a minute at most)."""
    if time.time() - request.session[SEEN] < WRITE_EVERY:
        return False
    request.session[SEEN] = time.time()
    return True
