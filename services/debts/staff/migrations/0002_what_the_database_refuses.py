"""Two people stay two people, decisions and counts stay, and closed tills take no money."""

from django.db import migrations

MAKE = """
CREATE FUNCTION debtdesk_proposal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'waiting' THEN
      RAISE EXCEPTION 'what is asked for begins by waiting'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'what was asked for is kept' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF (NEW.kind, NEW.amount, NEW.asked_by_id, NEW.needs_second, NEW.reason, NEW.document,
      NEW.attempt_id, NEW.assessment_id, NEW.instalment_id, NEW.by_hand)
     IS DISTINCT FROM
     (OLD.kind, OLD.amount, OLD.asked_by_id, OLD.needs_second, OLD.reason, OLD.document,
      OLD.attempt_id, OLD.assessment_id, OLD.instalment_id, OLD.by_hand) THEN
    RAISE EXCEPTION 'what was asked for, and by whom, stays as it is'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.state <> 'waiting' THEN
    RAISE EXCEPTION 'a decision stays as it is' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER debtdesk_proposal_is_guarded BEFORE INSERT OR UPDATE OR DELETE
  ON debtdesk_proposal FOR EACH ROW EXECUTE FUNCTION debtdesk_proposal_guard();

CREATE FUNCTION debtdesk_session_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a till that was counted stays closed'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF (NEW.till_id, NEW.cashier_id, NEW.opened_at, NEW.opening_cash)
     IS DISTINCT FROM (OLD.till_id, OLD.cashier_id, OLD.opened_at, OLD.opening_cash) THEN
    RAISE EXCEPTION 'who opened a till, when and with what stays as it is'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER debtdesk_session_is_guarded BEFORE UPDATE ON debtdesk_tillsession
  FOR EACH ROW EXECUTE FUNCTION debtdesk_session_guard();

CREATE FUNCTION debtdesk_payment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  closed timestamptz;
BEGIN
  SELECT closed_at INTO closed FROM debtdesk_tillsession WHERE id = NEW.session_id FOR SHARE;
  IF closed IS NOT NULL THEN
    RAISE EXCEPTION 'a closed till takes and gives no money'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER debtdesk_payment_is_guarded BEFORE INSERT OR UPDATE ON debtdesk_tillpayment
  FOR EACH ROW EXECUTE FUNCTION debtdesk_payment_guard();
"""
UNMAKE = """
DROP TRIGGER debtdesk_payment_is_guarded ON debtdesk_tillpayment;
DROP FUNCTION debtdesk_payment_guard();
DROP TRIGGER debtdesk_session_is_guarded ON debtdesk_tillsession;
DROP FUNCTION debtdesk_session_guard();
DROP TRIGGER debtdesk_proposal_is_guarded ON debtdesk_proposal;
DROP FUNCTION debtdesk_proposal_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("debtdesk", "0001_tills_and_two_people")]

    operations = [migrations.RunSQL(MAKE, UNMAKE)]
