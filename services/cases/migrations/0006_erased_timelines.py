"""Entries go when their case is erased, and only in a transaction that says so."""

from django.db import migrations

MAKE = """
CREATE OR REPLACE FUNCTION cases_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('cases.erasing', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'a timeline is only added to: % refused', TG_OP
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
UNMAKE = """
CREATE OR REPLACE FUNCTION cases_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a timeline is only added to: % refused', TG_OP
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_alarms_and_erasing")]

    operations = [migrations.RunSQL(MAKE, UNMAKE)]
