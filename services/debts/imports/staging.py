"""The staging table: rows stream into it by COPY, so memory does not grow with the file."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from services.debts.imports.rows import Accounts, Amounts, Rejected, amounts_of, facts_of, id_of
from services.debts.imports.source import Source, Totals

ZERO = Decimal("0.00")
COLUMNS = {
    "line": "integer NOT NULL",
    "reject": "text",
    "external_id": "text NOT NULL",
    "account": "text",
    "kind": "text",
    "digest": "text",
    "identity_number": "text",
    "name": "text",
    "phone": "text",
    "email": "text",
    "fingerprint": "text",
    "number": "text",
    "revenue_type": "text",
    "year": "integer",
    "period": "integer",
    "description": "text",
    "status": "text",
    "instalment": "integer",
    "due_on": "date",
    "principal": "numeric(12,2)",
    "elsewhere": "numeric(12,2)",
    "online": "numeric(12,2)",
    "cancelled": "numeric(12,2)",
}
STEP = 10_000


@dataclass(slots=True)
class Came:
    """What came: rows and amounts, refused rows included.

    Attributes:
        unreadable: Rows whose amounts could not be read, so that nothing can be reconciled.
    """

    rows: int = 0
    principal: Decimal = ZERO
    collected: Decimal = ZERO
    cancelled: Decimal = ZERO
    unreadable: int = 0

    def agrees_with(self, totals: Totals) -> bool:
        """Tell whether rows and amounts are what the source says it gave."""
        ours = (self.rows, self.principal, self.collected, self.cancelled)
        theirs = (totals.rows, totals.principal, totals.collected, totals.cancelled)
        return self.unreadable == 0 and ours == theirs


def stage(source: Source, progress: Callable[[int], None]) -> Came:
    """Copy the rows of an opened source into a table of this transaction; return what came."""
    came, accounts = Came(), Accounts()
    with connection.cursor() as cursor:
        columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
        cursor.execute("DROP TABLE IF EXISTS debts_staging")
        cursor.execute(f"CREATE TEMP TABLE debts_staging ({columns}) ON COMMIT DROP")
        with cursor.copy(f"COPY debts_staging ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            for line, row in source.rows():
                copy.write_row(_staged(line, row, came, accounts))
                if came.rows % STEP == 0:
                    progress(came.rows)
        cursor.execute("CREATE INDEX ON debts_staging (external_id)")
        cursor.execute("ANALYZE debts_staging")
    progress(came.rows)
    return came


def _staged(line: int, row: Any, came: Came, accounts: Accounts) -> list[Any]:
    came.rows += 1
    found: dict[str, Any] = {"line": line, "reject": None, "external_id": ""}
    try:
        amounts = _counted(row, came)
        found["external_id"] = id_of(row)
        facts = facts_of(row, amounts)
        found |= accounts.of(row)
        found |= facts
    except Rejected as refusal:
        found["reject"] = refusal.why
    return [found.get(name) for name in COLUMNS]


def _counted(row: Any, came: Came) -> Amounts:
    try:
        amounts = amounts_of(row)
    except Rejected:
        came.unreadable += 1
        raise
    came.principal += amounts.principal
    came.collected += amounts.collected
    came.cancelled += amounts.cancelled
    return amounts
