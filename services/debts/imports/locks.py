"""Locks what an import will change, in the order in which payments lock: no deadlock.

Payments lock instalments by their id, then the assessments of these. So does an import: it takes,
before it looks whether rows fit, all instalments of each assessment it may change. Whoever pays
one of them waits for the import or is waited for; nobody holds an assessment whose instalments
another waits for. Debts that do not change are paid meanwhile.
"""

from django.db import connection

# Assessments of which something differs: an instalment, a fact, the status, the account; and,
# where a list is full, those it lacks.
DIFFERING = """
    SELECT a.id
    FROM debts_staging s
    JOIN debts_assessment a ON a.external_id = s.external_id
    JOIN debts_debtaccount c ON c.id = a.account_id
    LEFT JOIN debts_instalment i ON i.assessment_id = a.id AND i.number = s.instalment
    WHERE s.reject IS NULL AND (
        i.id IS NULL
        OR (i.due_on, i.principal, i.collected_elsewhere, i.cancelled, a.number, a.revenue_type,
            a.year, a.period, a.description, c.number)
           IS DISTINCT FROM (s.due_on, s.principal, s.elsewhere,
            greatest(s.cancelled, i.cancelled_here), s.number,
            s.revenue_type, s.year, s.period, s.description, s.account)
        OR NOT (a.status = s.status
                OR (a.status IN ('paid', 'partly_paid') AND s.status = 'open')
                OR (a.status = 'paid' AND s.status IN ('deferred', 'disputed'))))
    UNION
    SELECT a.id FROM debts_assessment a JOIN debts_instalment i ON i.assessment_id = a.id
    WHERE i.open_amount > 0
      AND EXISTS (SELECT 1 FROM debts_staging s WHERE s.external_id = a.external_id)
      AND NOT EXISTS (SELECT 1 FROM debts_staging s
                      WHERE s.external_id = a.external_id AND s.instalment = i.number)
"""
LACKING = """
    UNION
    SELECT a.id FROM debts_assessment a
    WHERE NOT EXISTS (SELECT 1 FROM debts_staging s WHERE s.external_id = a.external_id)
      AND (a.status NOT IN ('written_off', 'paid')
           OR EXISTS (SELECT 1 FROM debts_instalment i
                      WHERE i.assessment_id = a.id AND i.open_amount > 0))
"""
# In the order of their ids; a join after the lock would not keep it.
LOCK = """
    SELECT count(*) FROM (
        SELECT 1 FROM debts_instalment WHERE assessment_id IN ({found})
        ORDER BY id FOR NO KEY UPDATE
    ) locked
"""


def lock_what_changes(*, full: bool) -> int:
    """Lock the instalments of each assessment an import may change; return how many they are.

    Args:
        full: What the list lacks is taken back.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK.format(found=DIFFERING + (LACKING if full else "")))
        return int(cursor.fetchone()[0])
