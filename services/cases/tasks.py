"""What the clock asks for."""

import time

from services.cases import drafts
from services.cases.actions.erasing import erase_due
from services.cases.attachments import sweeping
from services.cases.escalation import escalate
from services.cases.lookup import codes

HOUR = 60 * 60
_last = 0.0


def tick() -> None:
    """Ask the scanner about what waits; once an hour write of due dates, erase and clear away."""
    global _last
    sweeping.scan_waiting()
    if time.monotonic() - _last < HOUR and _last:
        return
    _last = time.monotonic()
    escalate()
    erase_due()
    sweeping.drop_unbound()
    sweeping.sweep()
    codes.forget_old()
    drafts.forget_old()
