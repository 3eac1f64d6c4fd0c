"""Accounts as staff find and see them: masked in lists, with what is owed on the account's page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from accounts.identity import mask_name, normalised, problem
from accounts.profiles.models import CitizenProfile
from services.debts.models import AttemptItem, DebtAccount, HolderKind, Instalment
from services.debts.queries.citizen import reckoned
from services.debts.reckoning import Debt, Terms
from services.debts.staff.queries.names import by_name, name_words
from services.debts.states import STATES
from services.debts.tax_numbers import is_tax_number

MOST = 10
MOST_INSTALMENTS = 1_000
_NUMBER = re.compile(r"[\w/.-]{1,24}")


@dataclass(frozen=True, slots=True)
class Shown:
    """An account as lists show it: enough to recognise, too little to use."""

    pk: int
    number: str
    name: str
    identity: str
    kind: str


def shown(account: DebtAccount) -> Shown:
    """Return the masked form."""
    return Shown(
        pk=account.pk,
        number=account.number,
        name=mask_name(account.name),
        identity=masked_identity(account.identity_number),
        kind=account.get_kind_display(),
    )


def masked_identity(number: str) -> str:
    """Return an identity or tax number with its first three and last two digits."""
    if len(number) < 8:
        return "*" * len(number)
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"


def find(text: str) -> tuple[str, list[DebtAccount]]:
    """Return by what a text was looked for and what it finds, `MOST` accounts at most.

    An identity number, a tax number, a register number, or at least two words of a name. Nobody is
    found by a part of a number or by one word: that would be leafing through people.
    """
    text = " ".join(text.replace("\x00", "").split())[:120]
    number = normalised(text)
    plain = re.sub(r"\s", "", text)
    if problem(number) is None:
        return "identity_number", _of_identity(number)
    if is_tax_number(plain):
        found = _of_identity(plain)
        if found:
            return "tax_number", found
    if _NUMBER.fullmatch(plain) and any(sign.isdigit() for sign in plain):
        spelled = {plain, plain.upper(), plain.lower()}  # by the index; iexact reads every row
        rows = DebtAccount.objects.filter(number__in=spelled).order_by("pk")
        return "register_number", list(rows[:MOST])
    if len(name_words(text)) >= 2:
        return "name", list(by_name(text).order_by("pk")[:MOST])
    return "", []


def _of_identity(number: str) -> list[DebtAccount]:
    rows = DebtAccount.objects.filter(identity_digest__in=CitizenProfile.digests_of(number))
    return list(rows.order_by("number")[:MOST])


def account_of(pk: int) -> DebtAccount | None:
    """Return an account by its id."""
    return DebtAccount.objects.filter(pk=pk).first()


def citizen_behind(account: DebtAccount) -> CitizenProfile | None:
    """Return the citizen whose verified identity the account has: told, and reader of the log."""
    if account.kind != HolderKind.PERSON:
        return None
    digests = CitizenProfile.digests_of(account.identity_number)
    rows = CitizenProfile.objects.filter(
        identity_digest__in=digests, identity_verified_at__isnull=False
    )
    return rows.select_related("user").first()


def debts_of_account(account: DebtAccount, terms: Terms) -> list[Debt]:
    """Return what stands on an account on a day, the oldest open due date first. One query."""
    rows = (
        Instalment.objects.filter(assessment__account=account)
        .exclude(assessment__status="draft")
        .select_related("assessment")
        .order_by("assessment_id", "due_on", "number")
    )
    return reckoned(rows[:MOST_INSTALMENTS], terms)


def held_of(instalments: Iterable[int]) -> set[int]:
    """Return which instalments an open attempt to pay online holds. One query."""
    rows = AttemptItem.objects.filter(instalment__in=list(instalments), holds=True)
    return set(rows.values_list("instalment", flat=True))


def owed(debts: Iterable[Debt]) -> Decimal:
    """Return what is owed of debts, fees included. No query."""
    running = (debt.total for debt in debts if STATES[debt.row.status].owed)
    return sum(running, Decimal("0.00"))
