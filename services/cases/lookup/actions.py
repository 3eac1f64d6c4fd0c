"""Begin a lookup, check a code.

Known and unknown references cost the same: one row read of the table of cases (for an unknown one
that of the newest case), one row written, one task; one sealed text opened and one decoy made,
whichever of them is shown.
"""

import hmac
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from django.db import transaction
from django.db.models import Case as Choice
from django.db.models import Q, When
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts import limits
from accounts.identity import normalised
from accounts.limits import Limit
from accounts.secrets.sealing import seal, unseal
from home.models import MunicipalitySettings
from outbox import actions as outbox
from outbox.models import ChannelName, Priority
from services.cases.lookup.decoys import decoy
from services.cases.models import Case, Lookup
from services.cases.notices.telling import owner_of, recipients
from services.cases.notices.words import letter_html
from services.cases.reference import Reference, read

MINUTES = 15
TRIES = 5
KEPT_HOURS = 24
# Each code that is sent costs money and disturbs somebody; each that is tried is a guess at a
# million. A stranger who uses up a reference's limit keeps out nobody who has the secret link.
ASKING = (
    Limit("case-reference", ("account",), 5, 60 * 60),
    Limit("case-network", ("network",), 30, 60 * 60),
)
TRYING = (
    Limit("case-code", ("account",), 20, 24 * 60 * 60),
    Limit("case-code-network", ("network",), 60, 60 * 60),
)
_PLACE = ("cases.lookup", "as-long")


class Answer(StrEnum):
    """What a typed code is."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


class TooMany(Exception):
    """The limit of a reference or a network is reached.

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


def begin(*, reference: Reference, network: str) -> Begun:
    """Let a code be sent to the contact of a case, if there is such a case.

    Raises:
        TooMany: Whether or not there is such a case.
    """
    subjects = {"account": str(reference), "network": network}
    wait = limits.blocked(ASKING, **subjects)
    if wait:
        raise TooMany(wait)
    limits.count_failure(ASKING, **subjects)
    with transaction.atomic():
        row = _row_for(reference)
        lookup = Lookup.objects.create(reference=str(reference))
        _enqueue(lookup)
    return Begun(
        lookup.pk,
        _shown(reference, row),
        lookup.created_at + timedelta(minutes=MINUTES),
    )


def check(*, lookup_id: uuid.UUID, typed: str, network: str) -> tuple[Answer, Case | None]:
    """Compare a typed code; return the case after a right one.

    After a right code, five wrong ones or a quarter of an hour there is none to be right.

    Raises:
        TooMany: Of wrong codes for the reference, or from the network.
    """
    since = timezone.now() - timedelta(minutes=MINUTES)
    with transaction.atomic():
        lookup = Lookup.objects.select_for_update().filter(pk=lookup_id).first()
        if lookup is None or lookup.created_at < since or lookup.used_at:
            return Answer.OVER, None
        if lookup.attempts >= TRIES:
            return Answer.OVER, None
        subjects = {"account": lookup.reference, "network": network}
        wait = limits.blocked(TRYING, **subjects)
        if wait:
            raise TooMany(wait)
        lookup.attempts += 1
        expected = lookup.digest or "0" * 64
        if hmac.compare_digest(_digest(lookup, normalised(typed)), expected):
            lookup.used_at = timezone.now()
            lookup.save(update_fields=["attempts", "used_at"])
            return Answer.RIGHT, _case_of(read(lookup.reference))
        lookup.save(update_fields=["attempts"])
    limits.count_failure(TRYING, **subjects)
    return (Answer.OVER if lookup.attempts >= TRIES else Answer.WRONG), None


@transaction.atomic
def send_code(*, lookup_id: uuid.UUID) -> bool:
    """Make the code and send it; False where there is no such case, no contact, or it was sent."""
    lookup = Lookup.objects.select_for_update().filter(pk=lookup_id, digest="").first()
    case = _case_of(read(lookup.reference)) if lookup else None
    found = recipients(case) if case else []
    if lookup is None or case is None or not found:
        return False
    code = f"{secrets.randbelow(10**6):06}"
    lookup.digest = _digest(lookup, code)
    lookup.save(update_fields=["digest"])
    draft = outbox.Draft(
        channel=found[0].channel,
        recipient=found[0].address,
        key=f"case-code:{lookup.pk}",
        owner=owner_of(case),
        priority=Priority.PERSON_WAITS,
        values={"code": code},
        is_secret=True,
    )
    with translation.override(case.language):
        name = MunicipalitySettings.current()
        lines = (
            _("Your code for the application %(reference)s: %(code)s")
            % {"reference": case.reference, "code": "[[code]]"},
            _("It works for %(minutes)d minutes.") % {"minutes": MINUTES},
            _("Give it to nobody: the municipality never asks for it."),
        )
        if found[0].channel is ChannelName.SMS:
            return outbox.put(draft, subject="", text=" ".join(lines))
        subject = _("Your code to look up an application")
        text = "\n\n".join([*lines, f"-- \n{name.name}"])
        return outbox.put(draft, subject=subject, text=text, html=letter_html(subject, lines))


def forget_old() -> int:
    """Delete lookups of yesterday; return how many."""
    before = timezone.now() - timedelta(hours=KEPT_HOURS)
    return Lookup.objects.filter(created_at__lt=before).delete()[0]


def _case_of(reference: Reference) -> Case | None:
    return Case.objects.select_related("owner__citizen").filter(_is(reference)).first()


def _row_for(reference: Reference) -> Case | None:
    """Return the case, else the newest one: a row is read and opened either way."""
    newest = Case.objects.order_by("-pk").values("pk")[:1]
    return (
        Case.objects.select_related("owner__citizen")
        .defer("text", "data")
        .filter(_is(reference) | Q(pk=newest))
        .order_by(Choice(When(_is(reference), then=0), default=1))
        .first()
    )


def _is(reference: Reference) -> Q:
    return Q(kind=reference.kind, year=reference.year, number=reference.number)


def _shown(reference: Reference, row: Case | None) -> str:
    """Return the masked contact; for another row than the one asked for, the decoy."""
    unreal = decoy(str(reference))
    found = recipients(row) if row else []
    if not found:
        unseal(_as_long(), _PLACE)
    real = found[0].masked if found else unreal
    is_it = row is not None and row.reference == reference
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
