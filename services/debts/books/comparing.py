"""One line of the provider beside what was recorded here: how they differ, and what to do. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from services.debts.books.models import LineKind, What
from services.debts.payments.states import CHARGED

Key = tuple[str, UUID, UUID | None]
HELD = "held"


@dataclass(frozen=True, slots=True)
class Side:
    """How a charge or refund stands on one side. Lira."""

    state: str
    amount: Decimal
    # What was asked for; differs from the amount only where the provider charged something else.
    asked: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference."""

    what: What
    ours: Side | None
    theirs: Side | None


def compare(kind: str, ours: Side | None, theirs: Side | None) -> Finding | None:
    """Return how two sides of a line differ; None where they agree.

    Args:
        kind: Of `LineKind`.
        ours: For a charge the attempt's state; for a refund `done` or `asked`. None: unknown here.
        theirs: `paid`, `reversed`; `done`, `rejected`. None: in no file.
    """
    is_charge = kind == LineKind.CHARGE
    happened_here = ours is not None and ours.state in (CHARGED if is_charge else ("done",))
    if theirs is None:
        return Finding(What.MISSING_THERE, ours, None) if happened_here else None
    happened_there = theirs.state in {"paid", "done"}
    if ours is None:
        return Finding(What.MISSING_HERE, None, theirs) if happened_there else None
    if happened_here != happened_there:
        return Finding(What.OTHER_STATE, ours, theirs)
    if happened_there and ours.amount != theirs.amount:
        return Finding(What.OTHER_AMOUNT, ours, theirs)
    if ours.state == HELD and ours.asked is not None and ours.asked != theirs.amount:
        return Finding(What.OTHER_AMOUNT, Side(HELD, ours.asked), theirs)
    return None


# What is to be done: (what, kind, state there) → words; the state "" for all.
_STEPS: dict[tuple[str, str, str], Any] = {
    (What.MISSING_HERE, LineKind.CHARGE, ""): _(
        "The provider charged for a payment nobody began here. Ask it who paid, then have it paid "
        "back."
    ),
    (What.MISSING_HERE, LineKind.REFUND, ""): _(
        "The provider paid back what nobody asked for here. Ask it on whose word, then correct."
    ),
    (What.MISSING_THERE, LineKind.CHARGE, ""): _(
        "It is booked here and stands in no file. Wait for the next day's file; then claim it from "
        "the provider."
    ),
    (What.MISSING_THERE, LineKind.REFUND, ""): _(
        "It is booked as paid back and stands in no file. Wait for the next day's file; then ask "
        "the provider to pay back."
    ),
    (What.OTHER_AMOUNT, LineKind.CHARGE, ""): _(
        "Nothing was taken off the debts. Have the wrong amount paid back, and let the citizen pay "
        "anew."
    ),
    (What.OTHER_AMOUNT, LineKind.REFUND, ""): _(
        "Ask the provider which amount went back, then correct the entry here with a reason."
    ),
    (What.OTHER_STATE, LineKind.CHARGE, "paid"): _(
        "The provider charged and nobody told us. It is asked and booked by the next run; if it "
        "stays, look at the payment."
    ),
    (What.OTHER_STATE, LineKind.CHARGE, "reversed"): _(
        "The payer's bank took the money back. Book a refund for it, so that the debts are owed "
        "again, and tell the citizen."
    ),
    (What.OTHER_STATE, LineKind.REFUND, ""): _(
        "Ask the provider whether the money went back; then pay back again or correct here."
    ),
}


def next_step(what: str, kind: str, their_state: str) -> Any:
    """Return what is to be done about a difference."""
    found = _STEPS.get((what, kind, their_state))
    return found or _STEPS[(what, kind, "")]
