"""What a provider says it settled on a day, and the file format of the sandbox bank.

    #settlement;day=2026-11-30
    kind;order;key;state;amount;reference
    charge;6f0e…;;paid;1000.00;ab12
    refund;6f0e…;9b7e…;done;250.00;
    #totals;rows=2;charged=1000.00;refunded=250.00

`state` of a charge: paid, reversed (taken back by the payer's bank); of a refund: done, rejected.
"""

import csv
import hashlib
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

CHARGE, REFUND = "charge", "refund"
STATES = {CHARGE: ("paid", "reversed"), REFUND: ("done", "rejected")}
NAMES = ["kind", "order", "key", "state", "amount", "reference"]
_AMOUNT = re.compile(r"\d{1,10}\.\d{2}")


class Unreadable(ValueError):
    """A file that is not what its control totals say, or no settlement file at all."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A line: a charge, or a refund (then `key` is the refund's). Amounts in lira."""

    kind: str
    order: UUID
    key: UUID | None
    state: str
    amount: Decimal
    reference: str = ""


@dataclass(frozen=True, slots=True)
class SettledDay:
    """A day's file; `digest` names its contents."""

    day: date
    rows: tuple[Settled, ...]
    digest: str

    def total(self, kind: str) -> Decimal:
        """Return what lines of a kind add up to."""
        return sum((row.amount for row in self.rows if row.kind == kind), Decimal("0.00"))


def parse(text: str, day: date) -> SettledDay:
    """Read the sandbox's file of a day.

    Raises:
        Unreadable: Nothing of it may be used.
    """
    lines = list(csv.reader(text.splitlines(), delimiter=";"))
    if len(lines) < 3 or lines[0] != ["#settlement", f"day={day.isoformat()}"]:
        raise Unreadable("It is not the file of that day.")
    if lines[1] != NAMES:
        raise Unreadable("Its columns are not those agreed.")
    if lines[-1][:1] != ["#totals"]:
        raise Unreadable("It has no control totals: it may be cut off.")
    rows = tuple(_row(cells) for cells in lines[2:-1])
    if len({(row.kind, row.order, row.key) for row in rows}) != len(rows):
        raise Unreadable("A line stands in it twice.")
    found = SettledDay(day, rows, hashlib.sha256(text.encode()).hexdigest())
    said = dict(cell.partition("=")[::2] for cell in lines[-1][1:])
    counted = {
        "rows": str(len(rows)),
        "charged": str(found.total(CHARGE)),
        "refunded": str(found.total(REFUND)),
    }
    if said != counted:
        raise Unreadable("Its lines are not what its control totals say.")
    return found


def _row(cells: list[str]) -> Settled:
    try:
        kind, order, key, state, amount, reference = cells
        if state not in STATES[kind] or not _AMOUNT.fullmatch(amount):
            raise ValueError(kind)
        if bool(key) != (kind == REFUND):
            raise ValueError("key")
        return Settled(
            kind, UUID(order), UUID(key) if key else None, state, Decimal(amount), reference[:64]
        )
    except (ValueError, KeyError) as error:
        raise Unreadable("A line of it cannot be read.") from error
