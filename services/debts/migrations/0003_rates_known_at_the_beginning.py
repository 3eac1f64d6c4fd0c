"""The rates of `data/late_fee_rates.csv` as the rows administrators go on from."""

from django.db import migrations

from services.debts.rates import read_rates


def fill(apps, schema_editor):
    model = apps.get_model("debts", "LateFeeRate")
    model.objects.bulk_create(
        [
            model(
                valid_from=rate.valid_from,
                monthly_percent=rate.monthly_percent,
                basis=rate.basis[:120],
            )
            for rate in read_rates().rates
        ]
    )


class Migration(migrations.Migration):
    dependencies = [("debts", "0002_what_the_database_refuses")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
