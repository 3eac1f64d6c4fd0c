"""How a payment is spread over what is owed. Pure: no clock, no database.

Law 6183 art. 47: what is chosen to be paid is settled in the order of its due dates; where a
payment does not cover an amount and what runs on it, it goes to both in proportion (“alacak aslı
ile fer'ilerinin tamamını karşılamaması halinde mahsup alacağın asıl ve fer'ilerine orantılı olarak
yapılır”). What is left of the principal then bears the fee from the due date on as if the rest had
never been, so nothing is charged twice. What law 6183 leaves out because it comes of a contract
(rent) follows the Code of Obligations (law 6098) art. 100: what runs on the debt first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

KURUS = Decimal("0.01")
ZERO = Decimal("0.00")


class Order(StrEnum):
    """Where a part of a payment goes first."""

    PROPORTIONAL = "proportional"
    FEE_FIRST = "fee-first"


@dataclass(frozen=True, slots=True)
class Due:
    """An amount that can be paid: what is open of an instalment, and the fee of the day.

    Attributes:
        key: Whatever names it.
        partly: Whether less than all may be paid.
    """

    key: int
    due_on: date
    principal: Decimal
    fee: Decimal
    order: Order = Order.PROPORTIONAL
    partly: bool = True

    @property
    def total(self) -> Decimal:
        """Return both together."""
        return self.principal + self.fee


@dataclass(frozen=True, slots=True)
class Share:
    """What of a payment goes to one amount."""

    key: int
    principal: Decimal
    fee: Decimal

    @property
    def total(self) -> Decimal:
        """Return both together."""
        return self.principal + self.fee


class CannotAllocate(ValueError):
    """A payment that fits nothing.

    Attributes:
        why: `nothing` (no amount above zero), `too-much` (more than is owed), `whole-only` (a part
            would fall on an amount that is paid whole or not at all).
    """

    def __init__(self, why: str) -> None:
        """Keep why."""
        super().__init__(why)
        self.why = why


def allocate(payment: Decimal, dues: Iterable[Due]) -> tuple[Share, ...]:
    """Spread a payment over amounts, the oldest due first; the shares add up to it exactly.

    Args:
        payment: Lira in whole kuruş.
        dues: What was chosen to be paid.

    Raises:
        CannotAllocate: See there.
    """
    ordered = sorted(dues, key=lambda due: (due.due_on, due.key))
    if payment <= 0 or payment != payment.quantize(KURUS):
        raise CannotAllocate("nothing")
    if payment > sum((due.total for due in ordered), ZERO):
        raise CannotAllocate("too-much")
    shares: list[Share] = []
    left = payment
    for due in ordered:
        if left == 0:
            break
        if left >= due.total:
            share = Share(due.key, due.principal, due.fee)
        elif not due.partly:
            raise CannotAllocate("whole-only")
        else:
            share = _part(left, due)
        if share.total:
            shares.append(share)
        left -= share.total
    return tuple(shares)


def _part(payment: Decimal, due: Due) -> Share:
    """Split what does not cover an amount between its principal and its fee."""
    if due.order is Order.FEE_FIRST:
        fee = min(payment, due.fee)
        return Share(due.key, payment - fee, fee)
    principal = (payment * due.principal / due.total).quantize(KURUS, ROUND_HALF_UP)
    # Rounding may not take more than is there of either.
    principal = max(min(principal, due.principal, payment), payment - due.fee)
    return Share(due.key, principal, payment - principal)
