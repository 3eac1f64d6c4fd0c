"""Begin a lookup, send its code, check a code: for every door alike.

What is behind a door and what is not costs the same: the same queries, and as much read (where
there is nothing, another row); one row written, one task; one sealed text opened and one contact
invented, whichever of them is shown. What is left of a difference disappears in a wait. The worker
alone finds out whether a code is sent.
"""

import hmac
import secrets
import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from accounts import limits
from accounts.identity import normalised
from accounts.secrets.sealing import seal, unseal
from outbox import actions as outbox
from outbox.models import ChannelName, Priority
from services.cases.lookup.decoys import decoy
from services.cases.lookup.doors import Door, door_of
from services.cases.models import Lookup
from services.cases.notices.words import letter_html

MINUTES = 15
TRIES = 5
KEPT_HOURS = 24
_PLACE = ("cases.lookup", "as-long")


class Answer(StrEnum):
    """What a typed code is."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


class TooMany(Exception):
    """The limit of what was typed, or of a network, is reached.

    Attributes:
        seconds: How long to wait.
    """

    def __init__(self, seconds: int) -> None:
        """Keep how long."""
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Begun:
    """A lookup that waits for its code."""

    id: uuid.UUID
    sent_to: str
    until: datetime


def begin(*, door: Door, subject: str, network: str) -> Begun:
    """Let a code be sent to the registered contact, if there is something behind the door.

    Answers no sooner than after `LOOKUP_EVEN_SECONDS`.

    Raises:
        TooMany: Whether or not there is.
    """
    started = time.monotonic()
    subjects = {"account": door.counted_as(subject), "network": network}
    wait = limits.blocked(door.asking, **subjects)
    if wait:
        raise TooMany(wait)
    limits.count_failure(door.asking, **subjects)
    with transaction.atomic():
        row, is_it = door.read_row(subject)
        lookup = Lookup(door=door.name)
        lookup.subject = door.keep(subject, lookup.pk)
        lookup.save(force_insert=True)
        _enqueue(lookup)
    begun = Begun(
        lookup.pk,
        _shown(door, subject, row, is_it),
        lookup.created_at + timedelta(minutes=MINUTES),
    )
    time.sleep(max(0.0, settings.LOOKUP_EVEN_SECONDS - (time.monotonic() - started)))
    return begun


def begin_again(*, door: Door, lookup_id: uuid.UUID, network: str) -> Begun | None:
    """Let another code be sent for what was typed before; None when that is forgotten."""
    lookup = Lookup.objects.filter(pk=lookup_id, door=door.name).first()
    if lookup is None:
        return None
    return begin(door=door, subject=door.kept(lookup.subject, lookup.pk), network=network)


def check(
    *, door: Door, lookup_id: uuid.UUID, typed: str, network: str
) -> tuple[Answer, Any | None]:
    """Compare a typed code; return what is behind the door after a right one.

    After a right code, five wrong ones or a quarter of an hour there is none to be right.

    Raises:
        TooMany: Of wrong codes for what was typed, or from the network.
    """
    since = timezone.now() - timedelta(minutes=MINUTES)
    with transaction.atomic():
        rows = Lookup.objects.select_for_update().filter(pk=lookup_id, door=door.name)
        lookup = rows.first()
        if lookup is None or lookup.created_at < since or lookup.used_at:
            return Answer.OVER, None
        if lookup.attempts >= TRIES:
            return Answer.OVER, None
        subject = door.kept(lookup.subject, lookup.pk)
        subjects = {"account": door.counted_as(subject), "network": network}
        wait = limits.blocked(door.trying, **subjects)
        if wait:
            raise TooMany(wait)
        lookup.attempts += 1
        expected = lookup.digest or "0" * 64
        if hmac.compare_digest(_digest(lookup, normalised(typed)), expected):
            lookup.used_at = timezone.now()
            lookup.save(update_fields=["attempts", "used_at"])
            return Answer.RIGHT, door.find(subject)
        lookup.save(update_fields=["attempts"])
    limits.count_failure(door.trying, **subjects)
    return (Answer.OVER if lookup.attempts >= TRIES else Answer.WRONG), None


@transaction.atomic
def send_code(*, lookup_id: uuid.UUID) -> bool:
    """Make the code and send it; False where there is nothing, no contact, or it was sent."""
    lookup = Lookup.objects.select_for_update().filter(pk=lookup_id, digest="").first()
    if lookup is None:
        return False
    door = door_of(lookup.door)
    found = door.find(door.kept(lookup.subject, lookup.pk))
    recipient = door.recipient_of(found)[0] if found else None
    if recipient is None:
        return False
    code = f"{secrets.randbelow(10**6):06}"
    lookup.digest = _digest(lookup, code)
    lookup.save(update_fields=["digest"])
    draft = outbox.Draft(
        channel=recipient.channel,
        recipient=recipient.address,
        key=f"{door.name}-code:{lookup.pk}",
        owner=door.owner_of(found),
        priority=Priority.PERSON_WAITS,
        values={"code": code},
        is_secret=True,
    )
    with translation.override(door.language_of(found)):
        words = door.words(found)
    if recipient.channel is ChannelName.SMS:
        return outbox.put(draft, subject="", text=" ".join(words.lines))
    text = "\n\n".join([*words.lines, f"-- \n{words.signed}"])
    html = letter_html(words.subject, words.lines)
    return outbox.put(draft, subject=words.subject, text=text, html=html)


def forget_old() -> int:
    """Delete lookups of yesterday; return how many."""
    before = timezone.now() - timedelta(hours=KEPT_HOURS)
    return Lookup.objects.filter(created_at__lt=before).delete()[0]


def _shown(door: Door, subject: str, row: Any | None, is_it: bool) -> str:
    """Return the masked contact; for another row than the one asked for, the decoy."""
    unreal = decoy(door.counted_as(subject), phones=door.phones)
    recipient, opened = door.recipient_of(row) if row else (None, False)
    if not opened:
        unseal(_as_long(), _PLACE)
    real = recipient.masked if recipient else unreal
    return real if is_it else unreal


@lru_cache(maxsize=1)
def _as_long() -> str:
    return seal("kimse@example.org", _PLACE)


def _digest(lookup: Lookup, code: str) -> str:
    value = f"{lookup.pk}:{code}".encode("utf-8", "replace").decode()
    return salted_hmac("cases.lookup", value, algorithm="sha256").hexdigest()


def _enqueue(lookup: Lookup) -> None:
    from services.cases.lookup.tasks import send

    send.enqueue(str(lookup.pk))
