"""The door of cases: looked up by a reference, the code goes to the case's own contact."""

import uuid
from typing import Any

from django.db.models import Case as Choice
from django.db.models import Q, When
from django.utils.translation import gettext as _

from accounts.limits import Limit
from home.models import MunicipalitySettings
from services.cases.lookup import codes
from services.cases.lookup.codes import MINUTES, Answer, Begun, TooMany, forget_old, send_code
from services.cases.lookup.doors import Recipient, Words
from services.cases.models import Case
from services.cases.notices.telling import owner_of, recipients
from services.cases.reference import Reference, read

__all__ = [
    "MINUTES",
    "Answer",
    "Begun",
    "CaseDoor",
    "TooMany",
    "begin",
    "check",
    "forget_old",
    "send_code",
]

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


class CaseDoor:
    """A case behind its reference, which is no secret and is stored as it is."""

    name = "case"
    phones = 96

    @property
    def asking(self) -> tuple[Limit, ...]:
        """Return how often a code may be asked for."""
        return ASKING

    @property
    def trying(self) -> tuple[Limit, ...]:
        """Return how many wrong codes there may be."""
        return TRYING

    def counted_as(self, subject: str) -> str:
        """Return the reference."""
        return subject

    def keep(self, subject: str, lookup: uuid.UUID) -> str:
        """Return the reference."""
        return subject

    def kept(self, stored: str, lookup: uuid.UUID) -> str:
        """Return the reference."""
        return stored

    def find(self, subject: str) -> Case | None:
        """Return the case of a reference. One query."""
        rows = Case.objects.select_related("owner__citizen")
        return rows.filter(_is(read(subject))).first()

    def read_row(self, subject: str) -> tuple[Case | None, bool]:
        """Return the case, else the newest one; and whether it is the one asked for. One query."""
        reference = read(subject)
        newest = Case.objects.order_by("-pk").values("pk")[:1]
        row = (
            Case.objects.select_related("owner__citizen")
            .defer("text", "data")
            .filter(_is(reference) | Q(pk=newest))
            .order_by(Choice(When(_is(reference), then=0), default=1))
            .first()
        )
        return row, row is not None and row.reference == reference

    def recipient_of(self, found: Any) -> tuple[Recipient | None, bool]:
        """Return the first of where the case's news go."""
        where = recipients(found)
        return (where[0] if where else None), bool(where)

    def owner_of(self, found: Any) -> str:
        """Return the case."""
        return owner_of(found)

    def language_of(self, found: Any) -> str:
        """Return the language the case was filed in."""
        return str(found.language)

    def words(self, found: Any) -> Words:
        """Return the message."""
        return Words(
            lines=(
                _("Your code for the application %(reference)s: %(code)s")
                % {"reference": found.reference, "code": "[[code]]"},
                _("It works for %(minutes)d minutes.") % {"minutes": MINUTES},
                _("Give it to nobody: the municipality never asks for it."),
            ),
            subject=_("Your code to look up an application"),
            signed=MunicipalitySettings.current().name,
        )


def begin(*, reference: Reference, network: str) -> Begun:
    """Let a code be sent to the contact of a case, if there is such a case; see `codes.begin`."""
    return codes.begin(door=CaseDoor(), subject=str(reference), network=network)


def check(*, lookup_id: uuid.UUID, typed: str, network: str) -> tuple[Answer, Case | None]:
    """Compare a typed code; return the case after a right one; see `codes.check`."""
    return codes.check(door=CaseDoor(), lookup_id=lookup_id, typed=typed, network=network)


def _is(reference: Reference) -> Q:
    return Q(kind=reference.kind, year=reference.year, number=reference.number)
