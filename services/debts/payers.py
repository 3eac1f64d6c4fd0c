"""Who pays and what they may pay: the same payment for citizens and for who has no account."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.profiles.models import CitizenProfile
from services.debts.models import Attempt, Instalment, PaymentLink
from services.debts.queries.citizen import MOST, instalments_of, reckoned
from services.debts.reckoning import Debt, Terms


@dataclass(frozen=True, kw_only=True)
class Payer:
    """Somebody who pays.

    Attributes:
        instalments: All they may pay.
        user: Their account; None without one.
        link: The notice's link that opened it.
    """

    instalments: QuerySet[Instalment]
    user: Any = None
    link: PaymentLink | None = None

    def debts(self, terms: Terms) -> list[Debt]:
        """Return what they may pay, on a day, the oldest open due date first. One query."""
        rows = self.instalments.select_related("assessment__account")
        return reckoned(rows.order_by("assessment_id", "due_on", "number")[:MOST], terms)

    def began(self, attempt: Attempt) -> bool:
        """Tell whether an attempt is theirs: by the account, else by what it pays."""
        if self.user is not None or attempt.owner_id is not None:
            return self.user is not None and attempt.owner_id == self.user.pk
        mine = self.instalments.filter(pk__in=attempt.items.values("instalment"))
        return mine.count() == attempt.items.count()


def payer_of(profile: CitizenProfile) -> Payer:
    """Return a citizen as payer."""
    return Payer(instalments=instalments_of(profile), user=profile.user)
