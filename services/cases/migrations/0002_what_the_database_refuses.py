"""What no way into the tables may do: a change of status no kind allows, an altered timeline.

The actions check the same under the row's lock; this holds for everything else that writes.
"""

from django.db import migrations

MAKE = """
CREATE FUNCTION cases_status_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before_it varchar := '';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.kind, NEW.year, NEW.number) IS DISTINCT FROM (OLD.kind, OLD.year, OLD.number) THEN
      RAISE EXCEPTION 'a reference never changes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.status = OLD.status THEN
      RETURN NEW;
    END IF;
    before_it := OLD.status;
  END IF;
  PERFORM 1 FROM cases_allowedchange
    WHERE kind = NEW.kind AND before = before_it AND after = NEW.status;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the kind % does not allow "%" to become "%"', NEW.kind, before_it, NEW.status
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cases_status_is_allowed BEFORE INSERT OR UPDATE ON cases_case
  FOR EACH ROW EXECUTE FUNCTION cases_status_guard();

CREATE FUNCTION cases_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a timeline is only added to: % refused', TG_OP
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER cases_entry_append_only BEFORE UPDATE OR DELETE ON cases_entry
  FOR EACH ROW EXECUTE FUNCTION cases_append_only();
"""
UNMAKE = """
DROP TRIGGER cases_entry_append_only ON cases_entry;
DROP FUNCTION cases_append_only();
DROP TRIGGER cases_status_is_allowed ON cases_case;
DROP FUNCTION cases_status_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_cases_and_their_timelines")]

    operations = [migrations.RunSQL(MAKE, UNMAKE)]
