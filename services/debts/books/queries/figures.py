"""The figures of closed days, added up from the ledger's postings alone."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import connection

from services.debts.books.models import ClosedDay, ClosedEntry
from services.debts.models import Book, Receipt

ZERO = Decimal("0.00")
# Where money is; what these books gain came in, what they lose went back.
MONEY = (Book.PROVIDER, Book.CASH, Book.TERMINAL, Book.BANK)
_BOOKS = """
    SELECT p.book, coalesce(sum(p.amount) FILTER (WHERE p.amount > 0), 0),
           coalesce(-sum(p.amount) FILTER (WHERE p.amount < 0), 0)
    FROM debts_posting p JOIN debtbooks_closedentry c ON c.entry_id = p.entry_id
    WHERE c.closed_id = %s GROUP BY p.book
"""
# What of payments, refunds and corrections fell on each revenue; not what the source told.
_REVENUES = """
    SELECT coalesce(a.revenue_type, ''), p.book, e.kind, -sum(p.amount)
    FROM debts_posting p
    JOIN debtbooks_closedentry c ON c.entry_id = p.entry_id
    JOIN debts_ledgerentry e ON e.id = p.entry_id
    LEFT JOIN debts_instalment i ON i.id = p.instalment_id
    LEFT JOIN debts_assessment a ON a.id = i.assessment_id
    WHERE c.closed_id = %s AND e.kind <> 'import' AND p.book IN ('receivable', 'fee')
    GROUP BY 1, 2, 3
"""
_KINDS = """
    SELECT e.kind, count(*) FROM debtbooks_closedentry c
    JOIN debts_ledgerentry e ON e.id = c.entry_id WHERE c.closed_id = %s GROUP BY e.kind
"""


def figures_of(closed: ClosedDay, before: ClosedDay | None) -> dict[str, Any]:
    """Return a day's figures. Amounts are texts in lira.

    Args:
        closed: Whose entries are assigned.
        before: The day closed before; what stood in the books then is what this one opens with.
    """
    opening = before.figures["books"] if before else {}
    moved = {book: (plus, minus) for book, plus, minus in _asked(_BOOKS, closed)}
    books = {}
    for book in Book.values:
        begins = Decimal(opening.get(book, {}).get("closing", "0.00"))
        plus, minus = moved.get(book, (ZERO, ZERO))
        books[book] = {
            "opening": _text(begins),
            "plus": _text(plus),
            "minus": _text(minus),
            "closing": _text(begins + plus - minus),
        }
    return {
        "books": books,
        "channels": {
            book.value: {"in": books[book]["plus"], "out": books[book]["minus"]} for book in MONEY
        },
        "revenues": _revenues(closed),
        "entries": dict(sorted(_asked(_KINDS, closed))),
        "receipts": _receipts(closed),
    }


def _revenues(closed: ClosedDay) -> dict[str, dict[str, str]]:
    columns = {
        ("receivable", "payment"): "paid",
        ("fee", "payment"): "fee",
        ("receivable", "refund"): "refunded",
        ("fee", "refund"): "fee_refunded",
        ("receivable", "correction"): "corrected",
        ("fee", "correction"): "fee_corrected",
    }
    found: dict[str, dict[str, Decimal]] = {}
    for revenue, book, kind, amount in _asked(_REVENUES, closed):
        row = found.setdefault(revenue, dict.fromkeys(columns.values(), ZERO))
        # Refunds and what is owed less are told as positive amounts of their own columns.
        row[columns[book, kind]] += -amount if kind == "refund" else amount
    return {
        revenue: {name: _text(amount) for name, amount in row.items()}
        for revenue, row in sorted(found.items())
    }


def _receipts(closed: ClosedDay) -> dict[str, Any]:
    names = ClosedEntry.objects.filter(closed=closed, entry__kind="payment")
    orders = [name for name in names.values_list("entry__reference", flat=True) if len(name) == 36]
    rows = Receipt.objects.filter(attempt__public_id__in=orders).order_by("year", "number")
    numbers = [str(row) for row in rows]
    return {
        "count": len(numbers),
        "first": numbers[0] if numbers else "",
        "last": numbers[-1] if numbers else "",
    }


def drift() -> list[str]:
    """Compare every closed day with the ledger and with the day before; return what differs."""
    from services.debts.books.actions.closing import digest_of

    found, before = [], None
    for closed in ClosedDay.objects.order_by("day"):
        if closed.digest != digest_of(closed.figures, before):
            found.append(f"{closed}: digest")
        if figures_of(closed, before) != closed.figures:
            found.append(f"{closed}: figures")
        before = closed
    return found


def sums_of(revenues: Mapping[str, Mapping[str, str]]) -> dict[str, Decimal]:
    """Return the columns of the revenues added up."""
    names = sorted({name for row in revenues.values() for name in row})
    return {name: sum((Decimal(row[name]) for row in revenues.values()), ZERO) for name in names}


def _asked(query: str, closed: ClosedDay) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [closed.pk])
        return list(cursor.fetchall())


def _text(amount: Decimal) -> str:
    return f"{amount:.2f}"
