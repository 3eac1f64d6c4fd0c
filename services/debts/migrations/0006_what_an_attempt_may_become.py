"""The database lets an attempt to pay change only as `payments.states` says."""

from django.db import migrations

MAKE = """
CREATE TRIGGER debts_attempt_status_is_allowed BEFORE UPDATE OF status ON debts_attempt
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION debts_status_guard('attempt');
"""
UNMAKE = "DROP TRIGGER debts_attempt_status_is_allowed ON debts_attempt;"


class Migration(migrations.Migration):
    dependencies = [("debts", "0005_payments")]

    operations = [migrations.RunSQL(MAKE, UNMAKE)]
