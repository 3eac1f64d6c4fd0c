"""The table of sign-ins goes: each of its rows stands in the audit log as well.

Since the audit log exists both were written for every attempt, by the same signals.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_names_unique_in_any_case")]

    operations = [migrations.DeleteModel(name="SignIn")]
