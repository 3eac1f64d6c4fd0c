"""Merges the staging table into the register, set by set, and books what changed.

Everything happens in one transaction: a reader sees all of an import or nothing.
"""

from datetime import datetime
from typing import Any

from django.db import connection

from services.debts.actions.ledger import Move
from services.debts.models import Book, EntryKind, ImportRun, LedgerEntry, Posting, RunKind

# Rows that are refused for what stands in other rows, or in the register. Why → SQL.
CROSS_CHECKS = {
    "duplicate": """
        UPDATE debts_staging s SET reject = 'duplicate' FROM (
            SELECT line, row_number() OVER (PARTITION BY external_id, instalment ORDER BY line) AS n
            FROM debts_staging WHERE reject IS NULL
        ) d WHERE d.line = s.line AND d.n > 1 AND s.reject IS NULL
    """,
    "inconsistent": """
        UPDATE debts_staging s SET reject = 'inconsistent' FROM (
            SELECT external_id FROM debts_staging WHERE reject IS NULL GROUP BY external_id
            HAVING count(DISTINCT (account, number, revenue_type, year, period, status)) > 1
        ) d WHERE d.external_id = s.external_id AND s.reject IS NULL
    """,
    "two-holders": """
        UPDATE debts_staging s SET reject = 'two-holders' FROM (
            SELECT account FROM debts_staging WHERE reject IS NULL
            GROUP BY account HAVING count(DISTINCT fingerprint) > 1
        ) d WHERE d.account = s.account AND s.reject IS NULL
    """,
    "over-collected": """
        UPDATE debts_staging s SET reject = 'over-collected'
        FROM debts_assessment a JOIN debts_instalment i ON i.assessment_id = a.id
        WHERE a.external_id = s.external_id AND i.number = s.instalment AND s.reject IS NULL
          AND s.principal < s.elsewhere + greatest(s.cancelled, i.cancelled_here) + i.collected_here
    """,
    "online": """
        UPDATE debts_staging s SET reject = 'online' WHERE s.reject IS NULL AND s.online > 0
          AND s.online > coalesce((
            SELECT i.collected_here FROM debts_assessment a
            JOIN debts_instalment i ON i.assessment_id = a.id
            WHERE a.external_id = s.external_id AND i.number = s.instalment), 0)
    """,
    "status": """
        UPDATE debts_staging s SET reject = 'status' FROM debts_assessment a
        WHERE a.external_id = s.external_id AND s.reject IS NULL AND s.status = 'draft'
          AND a.status <> 'draft'
    """,
    # An assessment is taken whole or not at all: half of its instalments would be a lie.
    "with-another-row": """
        UPDATE debts_staging s SET reject = 'with-another-row' WHERE s.reject IS NULL
          AND s.external_id IN (SELECT external_id FROM debts_staging WHERE reject IS NOT NULL)
    """,
}

# Only what differs is touched: an upsert would lock, and write a lock into, every row it meets.
CHANGED_ACCOUNTS = """
    UPDATE debts_debtaccount c SET kind = s.kind, identity_number = s.identity_number,
        identity_digest = s.digest, name = s.name, phone = s.phone, email = s.email,
        fingerprint = s.fingerprint
    FROM (SELECT DISTINCT ON (account) * FROM debts_staging WHERE reject IS NULL
          ORDER BY account, line) s
    WHERE c.number = s.account AND c.fingerprint IS DISTINCT FROM s.fingerprint
"""
NEW_ACCOUNTS = """
    INSERT INTO debts_debtaccount (number, kind, identity_number, identity_digest, name, phone,
                                   email, fingerprint)
    SELECT DISTINCT ON (s.account) s.account, s.kind, s.identity_number, s.digest, s.name, s.phone,
           s.email, s.fingerprint
    FROM debts_staging s
    WHERE s.reject IS NULL
      AND NOT EXISTS (SELECT 1 FROM debts_debtaccount c WHERE c.number = s.account)
    ORDER BY s.account, s.line
"""
# Of each assessment the first accepted row, beside what the register has.
_FACTS = """
    SELECT DISTINCT ON (s.external_id) c.id AS account_id, s.external_id, s.number,
           s.revenue_type, s.year, s.period, s.description, s.status
    FROM debts_staging s JOIN debts_debtaccount c ON c.number = s.account
    WHERE s.reject IS NULL ORDER BY s.external_id, s.line
"""
CHANGED_ASSESSMENTS = f"""
    UPDATE debts_assessment a SET account_id = s.account_id, number = s.number,
        revenue_type = s.revenue_type, year = s.year, period = s.period,
        description = s.description, told_at = %(at)s
    FROM ({_FACTS}) s
    WHERE a.external_id = s.external_id
      AND (a.account_id, a.number, a.revenue_type, a.year, a.period, a.description)
       IS DISTINCT FROM (s.account_id, s.number, s.revenue_type, s.year, s.period, s.description)
"""
NEW_ASSESSMENTS = f"""
    INSERT INTO debts_assessment (account_id, external_id, number, revenue_type, year, period,
                                  description, status, told_at)
    SELECT s.account_id, s.external_id, s.number, s.revenue_type, s.year, s.period, s.description,
           s.status, %(at)s
    FROM ({_FACTS}) s
    WHERE NOT EXISTS (SELECT 1 FROM debts_assessment a WHERE a.external_id = s.external_id)
"""
# What changes of each instalment; written before the register, booked afterwards. What the staff
# cancelled here stays cancelled while the accounting system does not know of it yet.
MOVED = """
    CREATE TEMP TABLE debts_moved ON COMMIT DROP AS
    SELECT a.id AS assessment, i.id AS instalment, s.instalment AS number, s.due_on,
           s.principal, s.elsewhere,
           greatest(s.cancelled, coalesce(i.cancelled_here, 0)) AS cancelled,
           s.principal - coalesce(i.principal, 0) AS more_principal,
           s.elsewhere - coalesce(i.collected_elsewhere, 0) AS more_elsewhere,
           greatest(s.cancelled, coalesce(i.cancelled_here, 0)) - coalesce(i.cancelled, 0)
               AS more_cancelled
    FROM debts_staging s
    JOIN debts_assessment a ON a.external_id = s.external_id
    LEFT JOIN debts_instalment i ON i.assessment_id = a.id AND i.number = s.instalment
    WHERE s.reject IS NULL AND (i.id IS NULL OR (i.due_on, i.principal, i.collected_elsewhere,
          i.cancelled) IS DISTINCT FROM (s.due_on, s.principal, s.elsewhere,
          greatest(s.cancelled, i.cancelled_here)))
"""
# An instalment that its assessment no longer has: what is open of it is taken back.
GONE_WITHIN = """
    INSERT INTO debts_moved
    SELECT a.id, i.id, i.number, i.due_on, i.principal, i.collected_elsewhere,
           i.cancelled + i.open_amount, 0, 0, i.open_amount
    FROM debts_assessment a JOIN debts_instalment i ON i.assessment_id = a.id
    WHERE i.open_amount > 0
      AND EXISTS (SELECT 1 FROM debts_staging s
                  WHERE s.external_id = a.external_id AND s.reject IS NULL)
      AND NOT EXISTS (SELECT 1 FROM debts_staging s
                      WHERE s.external_id = a.external_id AND s.instalment = i.number)
"""
# A full list without an assessment: it is taken back.
GONE = """
    INSERT INTO debts_moved
    SELECT a.id, i.id, i.number, i.due_on, i.principal, i.collected_elsewhere,
           i.cancelled + i.open_amount, 0, 0, i.open_amount
    FROM debts_assessment a JOIN debts_instalment i ON i.assessment_id = a.id
    WHERE i.open_amount > 0
      AND NOT EXISTS (SELECT 1 FROM debts_staging s WHERE s.external_id = a.external_id)
"""
WRITE_OFF_GONE = """
    UPDATE debts_assessment a SET status = 'written_off', told_at = %(at)s
    WHERE a.status NOT IN ('written_off', 'paid')
      AND NOT EXISTS (SELECT 1 FROM debts_staging s WHERE s.external_id = a.external_id)
"""
UPDATE_INSTALMENTS = """
    UPDATE debts_instalment i SET due_on = m.due_on, principal = m.principal,
        collected_elsewhere = m.elsewhere, cancelled = m.cancelled
    FROM debts_moved m WHERE i.id = m.instalment
"""
INSERT_INSTALMENTS = """
    WITH made AS (
        INSERT INTO debts_instalment (assessment_id, number, due_on, principal,
                                      collected_elsewhere, collected_here, cancelled)
        SELECT assessment, number, due_on, principal, elsewhere, 0, cancelled
        FROM debts_moved WHERE instalment IS NULL
        RETURNING id, assessment_id, number
    )
    UPDATE debts_moved m SET instalment = made.id FROM made
    WHERE m.assessment = made.assessment_id AND m.number = made.number
"""
POST = """
    INSERT INTO debts_posting (entry_id, book, instalment_id, amount)
    SELECT %(entry)s, 'receivable', instalment, more_principal - more_elsewhere - more_cancelled
    FROM debts_moved WHERE more_principal - more_elsewhere - more_cancelled <> 0
"""
STATUSES = """
    UPDATE debts_assessment a SET status = f.status, told_at = %(at)s FROM (
        SELECT a.id, CASE
            WHEN t.status IN ('draft', 'written_off') THEN t.status
            WHEN sum(i.open_amount) = 0 AND sum(i.cancelled_here) > 0
                 AND a.status = 'written_off' THEN a.status
            WHEN sum(i.open_amount) = 0 THEN 'paid'
            WHEN t.status IN ('deferred', 'disputed') THEN t.status
            WHEN EXISTS (SELECT 1 FROM debts_objection o
                         WHERE o.assessment_id = a.id AND o.is_open) THEN 'disputed'
            WHEN sum(i.collected_elsewhere + i.collected_here) > 0 THEN 'partly_paid'
            ELSE 'open' END AS status
        FROM (SELECT DISTINCT external_id, status FROM debts_staging WHERE reject IS NULL) t
        JOIN debts_assessment a ON a.external_id = t.external_id
        JOIN debts_instalment i ON i.assessment_id = a.id
        GROUP BY a.id, a.status, t.status
    ) f WHERE f.id = a.id AND f.status <> a.status
"""
REJECTS = """
    INSERT INTO debts_importreject (run_id, line, external_id, reason)
    SELECT %(run)s, line, left(external_id, 40), reject FROM debts_staging
    WHERE reject IS NOT NULL ORDER BY line LIMIT %(limit)s
"""
MOST_REJECTS = 10_000
MANY = 5_000


def cross_check() -> int:
    """Refuse rows for what stands elsewhere; return how many rows are refused in all."""
    with connection.cursor() as cursor:
        for query in CROSS_CHECKS.values():
            cursor.execute(query)
        cursor.execute("SELECT count(*) FROM debts_staging WHERE reject IS NOT NULL")
        return int(cursor.fetchone()[0])


def gone_of_full() -> tuple[int, int]:
    """Return how many assessments with something open a full list lacks, and how many there are."""
    with connection.cursor() as cursor:
        running = "FROM debts_assessment a WHERE a.status NOT IN ('written_off', 'paid')"
        cursor.execute(f"SELECT count(*) {running}")
        total = int(cursor.fetchone()[0])
        # A condition of the rows, not of the count: as the latter it would be looked up row by row.
        cursor.execute(
            f"SELECT count(*) {running} AND NOT EXISTS ("
            "SELECT 1 FROM debts_staging s WHERE s.external_id = a.external_id)"
        )
        return int(cursor.fetchone()[0]), total


def keep_rejects(run: ImportRun) -> None:
    """Store the first refused rows of a run."""
    with connection.cursor() as cursor:
        cursor.execute(REJECTS, {"run": run.pk, "limit": MOST_REJECTS})


def merge(run: ImportRun, at: datetime) -> int:
    """Write the accepted rows into the register and the ledger; return how many changed."""
    given = {"at": at}
    with connection.cursor() as cursor:
        cursor.execute(CHANGED_ACCOUNTS)
        cursor.execute(NEW_ACCOUNTS)
        cursor.execute(CHANGED_ASSESSMENTS, given)
        cursor.execute(NEW_ASSESSMENTS, given)
        cursor.execute("DROP TABLE IF EXISTS debts_moved")
        cursor.execute(MOVED)
        cursor.execute(GONE_WITHIN)
        if run.kind == RunKind.FULL:
            cursor.execute(GONE)
        cursor.execute("ANALYZE debts_moved")
        cursor.execute(UPDATE_INSTALMENTS)
        cursor.execute(INSERT_INSTALMENTS)
        _book(cursor, run)
        cursor.execute(STATUSES, given)
        if run.kind == RunKind.FULL:
            cursor.execute(WRITE_OFF_GONE, given)
        cursor.execute("SELECT count(*) FROM debts_moved")
        changed = int(cursor.fetchone()[0])
        if changed >= MANY:  # else the next queries are planned for the tables of yesterday
            cursor.execute(
                "ANALYZE debts_debtaccount, debts_assessment, debts_instalment, debts_posting"
            )
        return changed


def _book(cursor: Any, run: ImportRun) -> None:
    """Book the differences as one entry; none when no amount changed."""
    cursor.execute(
        "SELECT count(*), coalesce(sum(more_principal), 0), coalesce(sum(more_elsewhere), 0),"
        " coalesce(sum(more_cancelled), 0) FROM debts_moved"
        " WHERE (more_principal, more_elsewhere, more_cancelled) <> (0, 0, 0)"
    )
    count, principal, elsewhere, cancelled = cursor.fetchone()
    if not count:
        return
    entry = LedgerEntry.objects.create(kind=EntryKind.IMPORT, reference=f"run-{run.pk}")
    cursor.execute(POST, {"entry": entry.pk})
    moves = (
        Move(Book.REVENUE, -principal),
        Move(Book.ELSEWHERE, elsewhere),
        Move(Book.CANCELLED, cancelled),
    )
    Posting.objects.bulk_create(
        Posting(entry=entry, book=move.book, amount=move.amount) for move in moves if move.amount
    )
