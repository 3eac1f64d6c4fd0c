"""Background work: sending what is due."""

import time

from django_tasks import task

from webhooks import actions

# One run leaves the worker to others after this long; what is left begins a run of its own.
RUN_SECONDS = 20


@task()
def send_due() -> int:
    """Send what is due; return how many messages were tried."""
    tried = 0
    until = time.monotonic() + RUN_SECONDS
    while time.monotonic() < until:
        if actions.send_next() is None:
            return tried
        tried += 1
    wake()
    return tried


def wake() -> None:
    """Let a worker send what is due."""
    send_due.enqueue()


def tick() -> None:
    """Called by the clock: start what is due again (retries, what a dead worker left), tidy up."""
    if actions.is_due():
        wake()
    actions.forget_old()
