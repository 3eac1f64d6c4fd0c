"""Open reports by the day that counts: the earlier of our promise and the law's date.

The queue is sorted by it. The table is the Solution Centre's; the order is the desk's, so its
indexes come and go with the desk.
"""

from django.db import migrations

MAKE = """
CREATE INDEX casedesk_open_by_target ON requests_report
  (LEAST(promised_on, due_on), id) WHERE NOT (phase = 'closed');
CREATE INDEX casedesk_open_of_unit_by_target ON requests_report
  (directorate_id, LEAST(promised_on, due_on), id) WHERE NOT (phase = 'closed');
CREATE INDEX casedesk_open_by_priority ON requests_report
  (priority DESC, LEAST(promised_on, due_on), id) WHERE NOT (phase = 'closed');
"""
UNMAKE = """
DROP INDEX casedesk_open_by_target;
DROP INDEX casedesk_open_of_unit_by_target;
DROP INDEX casedesk_open_by_priority;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("casedesk", "0001_work_answers_routing"),
        ("requests", "0002_copies_of_the_case"),
    ]

    operations = [migrations.RunSQL(MAKE, UNMAKE)]
