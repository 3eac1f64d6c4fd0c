"""What a debt comes to on a day: what is open, and the late fee with its lines. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from services.debts.allocation import Due, Order
from services.debts.late_fee import FractionReading, LateFee, UnknownRateError, late_fee
from services.debts.models import Assessment, Instalment
from services.debts.rates import RateTable
from services.debts.revenue_types import REVENUE_TYPES, LateFeeRule, RevenueType
from services.debts.states import STATES, State, after_amounts, shown

ZERO = Decimal("0.00")
# How far ahead somebody may ask what a debt would come to.
FARTHEST = timedelta(days=5 * 365)
NO_FEE = LateFee(ZERO, ())
_UNKNOWN = RevenueType("", "", LateFeeRule.UNSETTLED, "", "low")


@dataclass(frozen=True, slots=True)
class Part:
    """An instalment on a day.

    Attributes:
        fee: What being late costs until that day, with its lines.
        state: Its own: an instalment that is not due yet is not overdue because an earlier one is.
        fee_is_unknown: A fee runs that cannot be worked out here (rates before 1990).
    """

    row: Instalment
    fee: LateFee
    is_late: bool
    state: State
    fee_is_unknown: bool = False

    @property
    def total(self) -> Decimal:
        """Return what is to be paid for it that day."""
        return self.row.open_amount + self.fee.amount


@dataclass(frozen=True, slots=True)
class Debt:
    """An assessment on a day."""

    row: Assessment
    parts: tuple[Part, ...]
    state: State
    kind: RevenueType = field(default=_UNKNOWN)

    @property
    def open_amount(self) -> Decimal:
        """Return what is open, without the fee."""
        return sum((part.row.open_amount for part in self.parts), ZERO)

    @property
    def fee(self) -> Decimal:
        """Return the fee of all its instalments."""
        return sum((part.fee.amount for part in self.parts), ZERO)

    @property
    def total(self) -> Decimal:
        """Return both together."""
        return self.open_amount + self.fee

    @property
    def collected(self) -> Decimal:
        """Return what came in for it."""
        return sum((part.row.collected for part in self.parts), ZERO)

    @property
    def principal(self) -> Decimal:
        """Return what was assessed."""
        return sum((part.row.principal for part in self.parts), ZERO)

    @property
    def late_parts(self) -> tuple[Part, ...]:
        """Return the instalments that are late."""
        return tuple(part for part in self.parts if part.is_late)

    @property
    def next_due(self) -> date | None:
        """Return the due date of the oldest instalment with something open."""
        return min((part.row.due_on for part in self.parts if part.row.open_amount), default=None)


@dataclass(frozen=True, slots=True)
class Terms:
    """How fees are worked out: the day, the rates, the reading the municipality chose."""

    day: date
    rates: RateTable
    reading: FractionReading


def reckon(row: Assessment, instalments: Sequence[Instalment], terms: Terms) -> Debt:
    """Return what an assessment with its instalments comes to on a day."""
    kind = REVENUE_TYPES.get(row.revenue_type, _UNKNOWN)
    fees = kind.rule is LateFeeRule.ARTICLE_51 and STATES[row.status].bears_fee
    parts = tuple(
        _part(one, terms, fees=fees, status=row.status)
        for one in sorted(instalments, key=lambda one: (one.due_on, one.number))
    )
    due = min((part.row.due_on for part in parts if part.row.open_amount), default=None)
    state = shown(row.status, earliest_due=due, today=terms.day)
    return Debt(row, parts, state, kind)


def order_of(kind: RevenueType) -> Order:
    """Return how a part payment of a revenue is split: see `allocation`."""
    return Order.FEE_FIRST if kind.rule is LateFeeRule.OTHER_LAW else Order.PROPORTIONAL


def dues_of(debts: Iterable[Debt]) -> list[Due]:
    """Return the instalments of debts that can be paid, as the allocation takes them."""
    return [
        Due(
            part.row.pk, part.row.due_on, part.row.open_amount, part.fee.amount, order_of(debt.kind)
        )
        for debt in debts
        if STATES[debt.row.status].payable
        for part in debt.parts
        if part.row.open_amount > 0 and not part.fee_is_unknown
    ]


def _part(row: Instalment, terms: Terms, *, fees: bool, status: str) -> Part:
    late = STATES[status].owed and row.open_amount > 0 and row.due_on < terms.day
    own = after_amounts(status, open_amount=row.open_amount, collected=row.collected)
    state = shown(own, earliest_due=row.due_on if row.open_amount else None, today=terms.day)
    if not (late and fees):
        return Part(row, NO_FEE, late, state)
    try:
        fee = late_fee(row.open_amount, row.due_on, terms.day, terms.rates, reading=terms.reading)
    except UnknownRateError:
        return Part(row, NO_FEE, late, state, fee_is_unknown=True)
    return Part(row, fee, late, state)
