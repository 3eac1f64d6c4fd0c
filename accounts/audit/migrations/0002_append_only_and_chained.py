"""Rows are only added; at the end of each transaction its entries are linked to the chain.

The chain grows in a deferred trigger, so that the lock which keeps it one line is held while a
transaction commits and not while it works. An advisory lock, because there is no row to lock
before the first entry.
"""

from django.db import migrations

MAKE = """
CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last_number bigint;
  last_hash text;
  text_of_link text;
BEGIN
  PERFORM pg_advisory_xact_lock(7310001);
  SELECT number, hash INTO last_number, last_hash FROM audit_link ORDER BY number DESC LIMIT 1;
  last_number := coalesce(last_number, 0);
  last_hash := coalesce(last_hash, repeat('0', 64));
  text_of_link := last_hash || '|' || NEW.mac || '|' || NEW.id || '|' || NEW.keep || '|'
    || (extract(epoch FROM NEW.at) * 1000000)::bigint;
  INSERT INTO audit_link (number, entry_id, at, keep, mac, previous, hash)
    VALUES (last_number + 1, NEW.id, NEW.at, NEW.keep, NEW.mac, last_hash,
            encode(sha256(convert_to(text_of_link, 'UTF8')), 'hex'));
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_entry_is_chained AFTER INSERT ON audit_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_chain();

CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('audit.purging', true) = 'on' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'TRUNCATE' AND current_setting('audit.emptying', true) = 'on' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'the audit log is only added to: % refused', TG_OP
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_link_append_only BEFORE UPDATE OR DELETE ON audit_link
  FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_seal
  FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_entry_not_emptied BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_link_not_emptied BEFORE TRUNCATE ON audit_link
  FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_seal_not_emptied BEFORE TRUNCATE ON audit_seal
  FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
"""
UNMAKE = """
DROP TRIGGER audit_entry_is_chained ON audit_entry;
DROP TRIGGER audit_entry_append_only ON audit_entry;
DROP TRIGGER audit_link_append_only ON audit_link;
DROP TRIGGER audit_seal_append_only ON audit_seal;
DROP TRIGGER audit_entry_not_emptied ON audit_entry;
DROP TRIGGER audit_link_not_emptied ON audit_link;
DROP TRIGGER audit_seal_not_emptied ON audit_seal;
DROP FUNCTION audit_chain();
DROP FUNCTION audit_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_audit_log")]
    operations = [migrations.RunSQL(MAKE, UNMAKE)]
