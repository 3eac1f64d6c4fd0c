"""A report holds copies of what its case says, so that lists read one table; these keep them."""

from django.db import migrations

MAKE = """
CREATE FUNCTION requests_copy_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT status, phase, received_at, closed_at, due_on, directorate_id
    INTO NEW.status, NEW.phase, NEW.received_at, NEW.closed_at, NEW.due_on, NEW.directorate_id
    FROM cases_case WHERE id = NEW.case_id;
  RETURN NEW;
END $$;
CREATE TRIGGER requests_copy_on_insert BEFORE INSERT ON requests_report
  FOR EACH ROW EXECUTE FUNCTION requests_copy_new();

CREATE FUNCTION requests_copy_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE requests_report SET
    status = NEW.status, phase = NEW.phase, received_at = NEW.received_at,
    closed_at = NEW.closed_at, due_on = NEW.due_on, directorate_id = NEW.directorate_id,
    merged_into_id = CASE WHEN NEW.phase = 'closed' THEN merged_into_id END,
    reason = CASE WHEN NEW.phase = 'closed' THEN reason ELSE '' END
    WHERE case_id = NEW.id;
  RETURN NEW;
END $$;
CREATE TRIGGER requests_copy_on_change
  AFTER UPDATE OF status, phase, received_at, closed_at, due_on, directorate_id ON cases_case
  FOR EACH ROW
  WHEN ((OLD.status, OLD.phase, OLD.received_at, OLD.closed_at, OLD.due_on, OLD.directorate_id)
    IS DISTINCT FROM
    (NEW.status, NEW.phase, NEW.received_at, NEW.closed_at, NEW.due_on, NEW.directorate_id))
  EXECUTE FUNCTION requests_copy_changed();
"""
UNMAKE = """
DROP TRIGGER requests_copy_on_change ON cases_case;
DROP FUNCTION requests_copy_changed();
DROP TRIGGER requests_copy_on_insert ON requests_report;
DROP FUNCTION requests_copy_new();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0001_reports_and_their_topics"),
        ("cases", "0002_what_the_database_refuses"),
    ]

    operations = [migrations.RunSQL(MAKE, UNMAKE)]
