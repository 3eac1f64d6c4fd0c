"""The door of debts: a number, and a code to the contact that is registered with it.

The mechanism is that of Talep Sorgulama (`services.cases.lookup.codes`).
"""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.limits import Limit
from accounts.profiles.models import CitizenProfile
from accounts.secrets.sealing import seal, unseal
from home.models import MunicipalitySettings
from outbox.models import ChannelName
from services.cases.lookup.codes import MINUTES
from services.cases.lookup.doors import Recipient, Words
from services.debts.models import DebtAccount

# Fewer than for references, whose numbers nobody can be looked up by.
ASKING = (
    Limit("debts-number", ("account",), 3, 60 * 60),
    Limit("debts-network", ("network",), 20, 60 * 60),
)
TRYING = (
    Limit("debts-code", ("account",), 15, 24 * 60 * 60),
    Limit("debts-code-network", ("network",), 45, 60 * 60),
)
MOST_ACCOUNTS = 20
_NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Debtor:
    """Register accounts of one person or company, and the profile if there is one.

    Attributes:
        accounts: All of an identity or tax number; the one of a register number.
        profile: A citizen whose identity was made sure of; their proved contacts come first.
    """

    accounts: tuple[DebtAccount, ...]
    profile: CitizenProfile | None


class DebtsDoor:
    """Debts behind a number of a person, a company or a register account."""

    name = "debts"
    phones = 205  # most contacts of the register are phones

    @property
    def asking(self) -> tuple[Limit, ...]:
        """Return how often a code may be asked for."""
        return ASKING

    @property
    def trying(self) -> tuple[Limit, ...]:
        """Return how many wrong codes there may be."""
        return TRYING

    def counted_as(self, subject: str) -> str:
        """Return a keyed digest: numbers of people are counted nowhere in the open."""
        return salted_hmac("debts.quick", subject, algorithm="sha256").hexdigest()

    def keep(self, subject: str, lookup: uuid.UUID) -> str:
        """Return the number sealed; it opens with this lookup only."""
        return str(seal(subject, _place(lookup)))

    def kept(self, stored: str, lookup: uuid.UUID) -> str:
        """Return the number."""
        return unseal(stored, _place(lookup))

    def find(self, subject: str) -> Debtor | None:
        """Return whose number it is. Two queries."""
        row, is_it = self.read_row(subject)
        return row if is_it else None

    def read_row(self, subject: str) -> tuple[Debtor | None, bool]:
        """Return whose number it is, else who came last; and whether it is theirs. Two queries.

        A number is read as one of a person or company first: the register number of one account
        never opens what belongs to another's identity number.
        """
        digests = CitizenProfile.digests_of(subject)
        newest = DebtAccount.objects.order_by("-pk").values("pk")[:1]
        rows = DebtAccount.objects.filter(
            Q(identity_digest__in=digests) | Q(number=subject) | Q(pk=newest)
        )
        read = list(rows.order_by("-pk")[:MOST_ACCOUNTS])
        found = [row for row in read if row.identity_digest in digests]
        whose = digests
        if not found:  # a register number? As many values are asked for all the same.
            found = [row for row in read if row.number == subject]
            if found:
                whose = [found[0].identity_digest or _NOBODY, *[_NOBODY] * (len(digests) - 1)]
        profile = (
            CitizenProfile.objects.select_related("user")
            .filter(identity_digest__in=whose, user__is_active=True)
            .exclude(identity_verified_by="")
            .first()
        )
        if not read:
            return None, False
        return Debtor(tuple(found or read[:1]), profile), bool(found)

    def recipient_of(self, found: Debtor) -> tuple[Recipient | None, bool]:
        """Return the registered contact: what a citizen has proved, else what the register has."""
        proved = _proved(found.profile)
        if proved is not None:
            return proved, False
        for name, channel in (("phone", ChannelName.SMS), ("email", ChannelName.MAIL)):
            if channel is ChannelName.SMS and not settings.SMS_ADAPTER:
                continue
            for row in found.accounts:
                if row.__dict__.get(name):  # looked at without being opened
                    return Recipient(channel, getattr(row, name)), True
        return None, False

    def owner_of(self, found: Debtor) -> str:
        """Return the first account."""
        return f"debts:{found.accounts[0].pk}"

    def language_of(self, found: Debtor) -> str:
        """Return the citizen's language, else the house's."""
        return found.profile.language if found.profile else settings.LANGUAGE_CODE

    def words(self, found: Debtor) -> Words:
        """Return the message; it does not say what is owed."""
        name = MunicipalitySettings.current().name
        return Words(
            lines=(
                _("%(municipality)s: your code to look up and pay is %(code)s")
                % {"municipality": name, "code": "[[code]]"},
                _("It works for %(minutes)d minutes.") % {"minutes": MINUTES},
                _("Give it to nobody: the municipality never asks for it."),
            ),
            subject=_("Your code to look up and pay"),
            signed=name,
        )


def _proved(profile: CitizenProfile | None) -> Recipient | None:
    if profile is None:
        return None
    if settings.SMS_ADAPTER and profile.phone and profile.phone_verified_at:
        return Recipient(ChannelName.SMS, profile.phone)
    if profile.email_verified_at and profile.user.email:
        return Recipient(ChannelName.MAIL, profile.user.email)
    return None


def _place(lookup: uuid.UUID) -> tuple[str, ...]:
    return ("debts.quick", str(lookup))
