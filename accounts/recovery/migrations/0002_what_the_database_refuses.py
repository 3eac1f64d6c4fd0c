"""A recovery that is over stays over, officers are not exchanged, and no step is left out."""

from django.db import migrations

MAKE = """
CREATE FUNCTION recovery_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'opened' THEN
      RAISE EXCEPTION 'a recovery begins by being opened'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.user_id <> OLD.user_id
     OR (OLD.opened_by_id IS NOT NULL AND NEW.opened_by_id IS NOT NULL
         AND NEW.opened_by_id <> OLD.opened_by_id)
     OR (OLD.opened_by_id IS NULL AND NEW.opened_by_id IS NOT NULL)
     OR (OLD.confirmed_at IS NOT NULL AND (NEW.confirmed_at, NEW.ready_at)
         IS DISTINCT FROM (OLD.confirmed_at, OLD.ready_at)) THEN
    RAISE EXCEPTION 'who, by whom and when of a recovery stay as they are'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state <> OLD.state AND NOT (
       (OLD.state = 'opened' AND NEW.state IN ('waiting', 'stopped', 'expired'))
    OR (OLD.state = 'waiting' AND NEW.state IN ('completed', 'stopped', 'expired'))) THEN
    RAISE EXCEPTION 'a recovery does not go from % to %', OLD.state, NEW.state
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state = 'waiting' AND OLD.state = 'opened'
     AND (NEW.opened_by_id IS NULL OR NEW.confirmed_by_id IS NULL) THEN
    RAISE EXCEPTION 'a recovery needs two officers'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER recovery_is_guarded BEFORE INSERT OR UPDATE ON recovery_recovery
  FOR EACH ROW EXECUTE FUNCTION recovery_guard();
"""
UNMAKE = """
DROP TRIGGER recovery_is_guarded ON recovery_recovery;
DROP FUNCTION recovery_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("recovery", "0001_recovery_at_the_desk")]

    operations = [migrations.RunSQL(MAKE, UNMAKE)]
