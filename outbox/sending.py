"""Sends what is due: claims a few rows for a while, hands each over, writes down what came of it.

Exactly once is not to be had over SMTP. A worker claims rows by moving their next try past a lease;
one that is killed leaves them to the next worker when the lease has run out, so none is lost. What
was handed over is marked right after the server's answer: only a kill between those two (about a
millisecond, one message for each kill at most) makes a message leave twice, with the same
Message-ID. See docs/operations.md.
"""

import random
import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.dispatch import Signal
from django.utils import timezone

from outbox.channels import Channel, Outcome, Result, Session, letter_of, ready_channels
from outbox.models import Message, State
from outbox.quiet import is_quiet
from outbox.secrets import UnreadableError

# Sent after a message could not be delivered for good: message, is_hard (the address is wrong).
undeliverable = Signal()

MOST_AT_ONCE = 50
CLAIM_SECONDS_OF_WORK = 20
MARGIN = 15  # seconds before a lease ends in which nothing new is begun: longer than a time-out
BACKOFF = (60, 300, 900, 3_600, 7_200, 14_400, 28_800)
DOWN_WAIT = 60


def send_due(seconds: float) -> int:
    """Send what is due for so many seconds at most; return how many messages were tried."""
    until = time.monotonic() + seconds
    tried = 0
    for channel in ready_channels():
        while time.monotonic() < until and has_due(channel):
            with channel.open() as session:
                done, go_on = _run(channel, session, until)
            tried += done
            if not go_on:
                break
    return tried


def has_due(channel: Channel | None = None) -> bool:
    """Tell whether something may be sent now."""
    names = [channel.name] if channel else [item.name for item in ready_channels()]
    return _due(names).exists()


def _due(names: list[str]) -> Any:
    due = Message.objects.filter(state=State.WAITING, channel__in=names, due_at__lte=timezone.now())
    return due.filter(is_quiet=False) if is_quiet() else due


def _run(channel: Channel, session: Session, until: float) -> tuple[int, bool]:
    """Send claim by claim until the time is over or nothing is due; stop where the way is down."""
    tried = 0
    while time.monotonic() < until:
        messages, ends = _claim(channel)
        if not messages:
            return tried, False
        slots = _reserve(channel, len(messages))
        for at, message in enumerate(messages):
            _sleep_until(slots[at] if slots else None)
            if time.monotonic() > ends:
                _release(messages[at:], 0, "")
                break
            outcome = _send(session, message)
            note(message, outcome)
            tried += 1
            if outcome.result is Result.DOWN:
                _release(messages[at + 1 :], DOWN_WAIT, outcome.error)
                return tried, False
    return tried, True


def _send(session: Session, message: Message) -> Outcome:
    try:
        letter = letter_of(message)
    except UnreadableError:
        return Outcome(Result.REFUSED, "its secret was sealed under a key that is gone")
    return session.send(letter)


def _claim(channel: Channel) -> tuple[list[Message], float]:
    """Take some due messages; return them, and the clock's time when nothing more may begin."""
    lease = settings.OUTBOX_LEASE_SECONDS
    most = MOST_AT_ONCE
    if channel.per_minute:
        most = max(1, min(most, channel.per_minute * CLAIM_SECONDS_OF_WORK // 60))
    begun = time.monotonic()
    with transaction.atomic():
        messages = list(
            _due([channel.name])
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("content")
            .order_by("priority", "due_at")[:most]
        )
        Message.objects.filter(pk__in=[message.pk for message in messages]).update(
            due_at=timezone.now() + timedelta(seconds=lease), attempts=F("attempts") + 1
        )
    for message in messages:
        message.attempts += 1
    return messages, begun + max(lease - MARGIN, lease / 2)


def _reserve(channel: Channel, count: int) -> list[datetime]:
    """Take `count` places in the channel's queue of moments; all workers share it."""
    if not channel.per_minute:
        return []
    step = timedelta(minutes=1) / channel.per_minute
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO outbox_pace (channel, free_at) "
            "VALUES (%(name)s, clock_timestamp() + %(span)s * interval '1 second') "
            "ON CONFLICT (channel) DO UPDATE SET free_at = "
            "greatest(outbox_pace.free_at, clock_timestamp()) + %(span)s * interval '1 second' "
            "RETURNING free_at - %(span)s * interval '1 second'",
            {"name": channel.name, "span": (step * count).total_seconds()},
        )
        first = cursor.fetchone()[0]
    return [first + step * index for index in range(count)]


def _sleep_until(moment: datetime | None) -> None:
    if moment is not None:
        time.sleep(max(0.0, (moment - timezone.now()).total_seconds()))


def note(message: Message, outcome: Outcome) -> None:
    """Write down what came of a try, and tell who wants to know of a failure for good."""
    now = timezone.now()
    row = Message.objects.filter(pk=message.pk, state=State.WAITING)
    if outcome.result is Result.SENT:
        served: dict[str, Any] = {"values": {}} if message.is_secret else {}
        row.update(state=State.SENT, done_at=now, last_error="", **served)
        return
    given_up = message.attempts > len(BACKOFF)
    if outcome.result in {Result.LATER, Result.DOWN} and not given_up:
        wait = delay(message.attempts) if outcome.result is Result.LATER else DOWN_WAIT
        tries = message.attempts - (outcome.result is Result.DOWN)  # our fault, not the message's
        row.update(
            due_at=now + timedelta(seconds=wait), last_error=outcome.error, attempts=max(0, tries)
        )
        return
    hard = outcome.result is Result.GONE
    with transaction.atomic():
        bounce = "hard" if hard else ""
        row.update(state=State.FAILED, done_at=now, last_error=outcome.error, bounce=bounce)
        undeliverable.send(Message, message=message, is_hard=hard)


def _release(messages: list[Message], wait: float, error: str) -> None:
    """Give back what was claimed and not tried."""
    Message.objects.filter(pk__in=[message.pk for message in messages], state=State.WAITING).update(
        due_at=timezone.now() + timedelta(seconds=wait),
        attempts=F("attempts") - 1,
        last_error=error,
    )


def delay(attempts: int) -> float:
    """Return the seconds to wait after so many tries, spread by a fifth either way."""
    seconds = BACKOFF[min(max(attempts - 1, 0), len(BACKOFF) - 1)]
    return seconds * random.uniform(0.8, 1.2)  # noqa: S311 - spreads load, is no secret
