"""What a session without an account may see and pay: for half an hour, initials and amounts.

Stops more than was proved: a code opens the accounts of its number, a notice's link what it was
made for. Attempts that were begun stay readable in the session, for who comes back from paying.
"""

import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.audit.actions import record
from services.debts.models import DebtAccount, Instalment, PaymentLink
from services.debts.payers import Payer
from services.debts.queries.citizen import TOLD

SECONDS = 30 * 60
MOST_ATTEMPTS = 10
SESSION_KEY = "debts_quick"
ATTEMPTS_KEY = "debts_quick_attempts"
OPENED = "debts_opened"


@dataclass(frozen=True, slots=True)
class Access:
    """What was opened.

    Attributes:
        accounts: Ids of register accounts.
        link: The notice's link it was opened with; None after a code.
        until: When it ends, in seconds of the epoch.
    """

    accounts: tuple[int, ...]
    link: PaymentLink | None
    until: float

    @property
    def payer(self) -> Payer:
        """Return what may be paid."""
        return Payer(instalments=self._instalments(), link=self.link)

    def _instalments(self) -> QuerySet[Instalment]:
        rows = Instalment.objects.filter(assessment__status__in=TOLD)
        if self.link is not None and self.link.assessment_id is not None:
            return rows.filter(assessment=self.link.assessment_id)
        return rows.filter(assessment__account__in=self.accounts)


def open_accounts(request: HttpRequest, accounts: tuple[DebtAccount, ...]) -> None:
    """Open the accounts of a number to this session, after a right code."""
    _open(request, [row.pk for row in accounts], None)


def open_link(request: HttpRequest, link: PaymentLink) -> None:
    """Open what a notice's link was made for."""
    _open(request, [link.account_id], link.pk)


def access_of(request: HttpRequest) -> Access | None:
    """Return what this session may see; None when it is over, or its link is dead."""
    found = request.session.get(SESSION_KEY)
    if not found or found["until"] <= time.time():
        return None
    link = None
    if found["link"]:
        link = PaymentLink.objects.alive().filter(pk=found["link"]).first()
        if link is None:
            return None
    return Access(tuple(found["accounts"]), link, found["until"])


def close(request: HttpRequest) -> None:
    """End it: perhaps it was somebody else's computer."""
    request.session.pop(SESSION_KEY, None)
    request.session.pop(ATTEMPTS_KEY, None)


def remember(request: HttpRequest, attempt: UUID) -> None:
    """Let this session read an attempt it has begun."""
    known = [one for one in attempts_of(request) if one != str(attempt)]
    request.session[ATTEMPTS_KEY] = [*known, str(attempt)][-MOST_ATTEMPTS:]


def attempts_of(request: HttpRequest) -> list[str]:
    """Return the public ids of the attempts this session has begun."""
    return list(request.session.get(ATTEMPTS_KEY, []))


def _open(request: HttpRequest, accounts: list[int], link: int | None) -> None:
    request.session.cycle_key()
    grant: dict[str, Any] = {"accounts": accounts, "link": link, "until": time.time() + SECONDS}
    request.session[SESSION_KEY] = grant
    for pk in accounts:
        record(OPENED, about=f"debts.debtaccount:{pk}", details={"way": "link" if link else "code"})
