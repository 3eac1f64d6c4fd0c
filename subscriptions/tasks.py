"""Background work: writing the messages of events, digests, forgetting."""

import time

from django.utils import timezone
from django_tasks import task

from outbox.tasks import is_queued
from subscriptions import digests, leaving, turned, writing
from subscriptions.models import Telling

# One run leaves the worker to others after this long; what is left begins a run of its own.
RUN_SECONDS = 15


@task()
def write_due() -> int:
    """Write what is due: events first, then digests; return how many parts."""
    until = time.monotonic() + RUN_SECONDS
    parts = 0
    for event_id in writing.due_events():
        while time.monotonic() < until and writing.write(event_id):
            parts += 1
    after: int | None = 0
    while after is not None and time.monotonic() < until:
        after = digests.write_digests(after)
        parts += after is not None
    if time.monotonic() >= until:
        wake()
    return parts


def is_due() -> bool:
    """Tell whether something is to be written now."""
    return bool(writing.due_events()) or Telling.objects.filter(due_at__lte=timezone.now()).exists()


def wake() -> None:
    """Let a worker write what is due; one run in the queue is enough."""
    if not is_queued("subscriptions.tasks.write_due"):
        write_due.enqueue()


def tick() -> None:
    """Called by the clock: what has waited its moment, digests, and what is to be forgotten."""
    turned.note()
    if is_due():
        wake()
    leaving.forget_old()
