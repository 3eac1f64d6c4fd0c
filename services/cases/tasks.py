"""What the clock asks for."""

import time

from services.cases import drafts
from services.cases.attachments import sweeping
from services.cases.lookup import actions as lookup

HOUR = 60 * 60
_last_swept = 0.0


def tick() -> None:
    """Ask the scanner about what waits; once an hour clear away what no case will have."""
    global _last_swept
    sweeping.scan_waiting()
    if time.monotonic() - _last_swept >= HOUR or not _last_swept:
        _last_swept = time.monotonic()
        sweeping.drop_unbound()
        sweeping.sweep()
        lookup.forget_old()
        drafts.forget_old()
