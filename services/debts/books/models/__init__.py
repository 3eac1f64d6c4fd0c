"""The tables of the books."""

from services.debts.books.models.closing import ClosedDay, ClosedEntry
from services.debts.books.models.export import Batch, BatchEntry
from services.debts.books.models.settlement import (
    Difference,
    LineKind,
    SettledRow,
    Settlement,
    What,
)

__all__ = [
    "Batch",
    "BatchEntry",
    "ClosedDay",
    "ClosedEntry",
    "Difference",
    "LineKind",
    "SettledRow",
    "Settlement",
    "What",
]
