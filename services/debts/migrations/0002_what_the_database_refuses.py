"""What no way into the tables may do: an unbalanced or altered ledger, a status out of turn."""

from django.db import migrations

MAKE = """
CREATE FUNCTION debts_status_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM debts_allowedchange
    WHERE "of" = TG_ARGV[0] AND before = OLD.status AND after = NEW.status;
  IF NOT FOUND THEN
    RAISE EXCEPTION '% may not go from "%" to "%"', TG_ARGV[0], OLD.status, NEW.status
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER debts_assessment_status_is_allowed BEFORE UPDATE OF status ON debts_assessment
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION debts_status_guard('assessment');

CREATE FUNCTION debts_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is only added to: % refused', TG_OP
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER debts_entry_append_only BEFORE UPDATE OR DELETE ON debts_ledgerentry
  FOR EACH ROW EXECUTE FUNCTION debts_append_only();
CREATE TRIGGER debts_posting_append_only BEFORE UPDATE OR DELETE ON debts_posting
  FOR EACH ROW EXECUTE FUNCTION debts_append_only();

CREATE FUNCTION debts_mark_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.made_in := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END $$;
CREATE TRIGGER debts_entry_is_marked BEFORE INSERT ON debts_ledgerentry
  FOR EACH ROW EXECUTE FUNCTION debts_mark_entry();

-- Once for each entry, at commit: a million postings cost one sum.
CREATE FUNCTION debts_entry_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  total numeric;
  parts bigint;
BEGIN
  SELECT coalesce(sum(amount), 0), count(*) INTO total, parts
    FROM debts_posting WHERE entry_id = NEW.id;
  IF total <> 0 OR parts < 2 THEN
    RAISE EXCEPTION 'entry % does not balance: % in % postings', NEW.id, total, parts
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER debts_entry_balances AFTER INSERT ON debts_ledgerentry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION debts_entry_balances();

-- Postings come with their entry or not at all, so the sum above is the last word.
CREATE FUNCTION debts_postings_come_with_their_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM (SELECT DISTINCT entry_id FROM added) AS those
    JOIN debts_ledgerentry AS entry ON entry.id = those.entry_id
    WHERE entry.made_in <> pg_current_xact_id()::text::bigint
  ) THEN
    RAISE EXCEPTION 'a posting is added with its entry, never later'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER debts_postings_come_with_their_entry AFTER INSERT ON debts_posting
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION debts_postings_come_with_their_entry();
"""
UNMAKE = """
DROP TRIGGER debts_postings_come_with_their_entry ON debts_posting;
DROP FUNCTION debts_postings_come_with_their_entry();
DROP TRIGGER debts_entry_balances ON debts_ledgerentry;
DROP FUNCTION debts_entry_balances();
DROP TRIGGER debts_entry_is_marked ON debts_ledgerentry;
DROP FUNCTION debts_mark_entry();
DROP TRIGGER debts_posting_append_only ON debts_posting;
DROP TRIGGER debts_entry_append_only ON debts_ledgerentry;
DROP FUNCTION debts_append_only();
DROP TRIGGER debts_assessment_status_is_allowed ON debts_assessment;
DROP FUNCTION debts_status_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("debts", "0001_register_and_ledger")]

    operations = [migrations.RunSQL(MAKE, UNMAKE)]
