"""No way leads a readable identity number into the table: not SQL by hand, not an import."""

from django.db import migrations

MAKE = """
ALTER TABLE profiles_citizenprofile ADD CONSTRAINT citizen_number_is_sealed
  CHECK (identity_number IS NULL OR identity_number ~ '^sealed:1:[a-z0-9-]+:[A-Za-z0-9_=-]{40,}$');
ALTER TABLE profiles_citizenprofile ADD CONSTRAINT citizen_digest_is_keyed
  CHECK (identity_digest IS NULL OR identity_digest ~ '^[a-z0-9-]+:[0-9a-f]{64}$');
"""
UNMAKE = """
ALTER TABLE profiles_citizenprofile DROP CONSTRAINT citizen_number_is_sealed;
ALTER TABLE profiles_citizenprofile DROP CONSTRAINT citizen_digest_is_keyed;
"""


class Migration(migrations.Migration):
    dependencies = [("profiles", "0001_citizens")]
    operations = [migrations.RunSQL(MAKE, UNMAKE)]
