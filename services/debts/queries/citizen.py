"""A citizen's own debts, and nobody else's: found by the digest of a verified identity."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from accounts.profiles.models import CitizenProfile
from services.debts.models import Assessment, EntryKind, Instalment, Posting
from services.debts.policy import fraction_reading
from services.debts.queries.rates import current_rates
from services.debts.reckoning import ZERO, Debt, Terms, reckon
from services.debts.states import STATES

# Far more than anybody has; a page never grows without bound.
MOST = 2_000
TOLD = tuple(name for name, state in STATES.items() if name != "draft")


@dataclass(frozen=True, slots=True)
class Summary:
    """What somebody owes, at a glance. Amounts in lira, fees of the day included."""

    due: Decimal
    late: Decimal
    late_fee: Decimal
    to_come: Decimal
    next_due: date | None
    next_amount: Decimal
    paid_this_year: Decimal


def owner_of(profile: CitizenProfile | None) -> CitizenProfile | None:
    """Return the profile if somebody made sure whose number it is; a typed number shows nothing."""
    if profile is None or not profile.is_verified or not profile.identity_number:
        return None
    return profile


def terms_of(day: date) -> Terms:
    """Return rates and reading for a day. One query."""
    return Terms(day, current_rates(), fraction_reading())


def debts_of(profile: CitizenProfile, terms: Terms, **only: Any) -> list[Debt]:
    """Return somebody's debts on a day, the oldest open due date first. One query.

    Args:
        profile: Of `owner_of`.
        terms: Of `terms_of`.
        only: Further conditions on the assessment, e.g. `assessment__year=2026`.
    """
    rows = instalments_of(profile).filter(**only).order_by("assessment_id", "due_on", "number")
    return reckoned(rows[:MOST], terms)


def debt_of(profile: CitizenProfile, pk: int, terms: Terms) -> Debt | None:
    """Return one of somebody's debts; None for everything else, whether it exists or not."""
    found = debts_of(profile, terms, assessment_id=pk)
    return found[0] if found else None


def history_of(debt: Debt) -> list[Posting]:
    """Return what was booked for a debt, oldest first. One query."""
    rows = Posting.objects.filter(
        book="receivable", instalment__in=[part.row.pk for part in debt.parts]
    )
    return list(rows.select_related("entry", "instalment").order_by("entry__at", "pk")[:200])


def summary_of(debts: Iterable[Debt], today: date) -> Summary:
    """Add up somebody's debts. No query."""
    owed = [debt for debt in debts if STATES[debt.row.status].owed]
    late = [part for debt in owed for part in debt.late_parts]
    coming = [
        part for debt in owed for part in debt.parts if part.row.open_amount and not part.is_late
    ]
    next_due = min((part.row.due_on for part in coming), default=None)
    due_now = [part for part in coming if part.row.due_on == today]
    return Summary(
        due=sum((part.total for part in (*late, *due_now)), ZERO),
        late=sum((part.total for part in late), ZERO),
        late_fee=sum((part.fee.amount for part in late), ZERO),
        to_come=sum((part.total for part in coming), ZERO),
        next_due=next_due,
        next_amount=sum((part.total for part in coming if part.row.due_on == next_due), ZERO),
        paid_this_year=sum((debt.collected for debt in debts if debt.row.year == today.year), ZERO),
    )


def labels_of_history(row: Posting) -> str:
    """Return what an entry did to a debt: `assessed`, `paid`, `refunded`, `reduced`."""
    if row.entry.kind == EntryKind.PAYMENT:
        return "paid"
    if row.entry.kind == EntryKind.REFUND:
        return "refunded"
    return "assessed" if row.amount > 0 else "reduced"


def instalments_of(profile: CitizenProfile) -> QuerySet[Instalment]:
    """Return the instalments of somebody's debts, with their assessments. Not asked yet."""
    number = profile.identity_number or ""
    return Instalment.objects.filter(
        assessment__account__identity_digest__in=CitizenProfile.digests_of(number),
        assessment__status__in=TOLD,
    ).select_related("assessment")


def reckoned(rows: Iterable[Instalment], terms: Terms) -> list[Debt]:
    """Return the debts of instalments that come assessment by assessment."""
    found = []
    for _pk, group in groupby(rows, key=lambda row: row.assessment_id):
        parts = list(group)
        assessment: Assessment = parts[0].assessment
        found.append(reckon(assessment, parts, terms))
    far = date.max
    return sorted(found, key=lambda debt: (debt.next_due or far, -debt.row.year, debt.row.pk))
