"""Lookups say which door they stand at, and keep what was typed there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_erased_timelines")]

    operations = [
        migrations.RenameField("lookup", "reference", "subject"),
        migrations.AlterField("lookup", "subject", models.CharField(max_length=240)),
        migrations.AddField("lookup", "door", models.SlugField(default="case", max_length=16)),
    ]
