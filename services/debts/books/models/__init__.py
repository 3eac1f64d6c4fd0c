"""The tables of the books."""

from services.debts.books.models.settlement import (
    Difference,
    LineKind,
    SettledRow,
    Settlement,
    What,
)

__all__ = ["Difference", "LineKind", "SettledRow", "Settlement", "What"]
