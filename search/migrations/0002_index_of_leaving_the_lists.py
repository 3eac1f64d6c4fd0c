"""The change feed and every list's ETag ask what left the lists last: an index answers."""

import datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("published", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="publisheddocument",
            index=models.Index(
                condition=models.Q(
                    ("listed_until__lt", datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC))
                ),
                fields=["listed_until"],
                name="published_leaves_lists",
            ),
        ),
    ]
