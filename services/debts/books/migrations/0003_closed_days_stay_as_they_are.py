"""What is closed is never changed: neither a day's figures nor which entries it holds."""

from django.db import migrations

MAKE = """
CREATE TRIGGER debtbooks_closed_day_stays BEFORE UPDATE OR DELETE ON debtbooks_closedday
  FOR EACH ROW EXECUTE FUNCTION debts_append_only();
CREATE TRIGGER debtbooks_closed_entry_stays BEFORE UPDATE OR DELETE ON debtbooks_closedentry
  FOR EACH ROW EXECUTE FUNCTION debts_append_only();
"""
UNMAKE = """
DROP TRIGGER debtbooks_closed_entry_stays ON debtbooks_closedentry;
DROP TRIGGER debtbooks_closed_day_stays ON debtbooks_closedday;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("debtbooks", "0002_closed_days_and_batches"),
        ("debts", "0002_what_the_database_refuses"),
    ]

    operations = [migrations.RunSQL(MAKE, UNMAKE)]
