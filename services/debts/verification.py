"""Compares the ledger with the register; finds whatever does not agree.

Everything is found by set-based queries, so a million debts take seconds, not hours.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

# Each gives rows of (where, what is expected, what is there).
CHECKS = {
    "unbalanced": """
        SELECT entry.id, 0, coalesce(sum(posting.amount), 0)
        FROM debts_ledgerentry entry LEFT JOIN debts_posting posting ON posting.entry_id = entry.id
        GROUP BY entry.id
        HAVING coalesce(sum(posting.amount), 0) <> 0 OR count(posting.id) < 2
    """,
    "balance": """
        SELECT instalment.id, coalesce(booked.total, 0), instalment.open_amount
        FROM debts_instalment instalment
        LEFT JOIN (
            SELECT instalment_id, sum(amount) AS total FROM debts_posting
            WHERE book = 'receivable' GROUP BY instalment_id
        ) booked ON booked.instalment_id = instalment.id
        WHERE coalesce(booked.total, 0) <> instalment.open_amount
    """,
    "paid-but-open": """
        SELECT assessment.id, 0, sum(instalment.open_amount)
        FROM debts_assessment assessment
        JOIN debts_instalment instalment ON instalment.assessment_id = assessment.id
        WHERE assessment.status = 'paid'
        GROUP BY assessment.id HAVING sum(instalment.open_amount) <> 0
    """,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not agree.

    Attributes:
        what: Name of the check.
        where: Id of the entry (`unbalanced`), instalment (`balance`) or assessment.
        expected, found: The two amounts.
    """

    what: str
    where: int
    expected: object
    found: object

    def __str__(self) -> str:
        """Return it as a line."""
        return f"{self.what} {self.where}: {self.expected} expected, {self.found} found"


def findings(limit: int = 100) -> Iterator[Finding]:
    """Yield what does not agree, at most `limit` of each check."""
    for what, query in CHECKS.items():
        with connection.cursor() as cursor:
            cursor.execute(f"{query} LIMIT %s", [limit])
            yield from (Finding(what, *row) for row in cursor.fetchall())


def totals() -> dict[str, object]:
    """Return what stands in each book; together they are zero."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT book, sum(amount) FROM debts_posting GROUP BY book ORDER BY book")
        return dict(cursor.fetchall())
