from django.db import migrations, models


def fill(apps, schema_editor):
    """Give every work its key; of several with one id in a language the first keeps it."""
    works = apps.get_model("roadworks", "RoadWorkPage")
    seen = set()
    for work in works.objects.exclude(external_id="").order_by("pk").iterator():
        key = f"{work.locale_id}:{work.external_id}"
        if key not in seen:
            seen.add(key)
            works.objects.filter(pk=work.pk).update(external_key=key)


class Migration(migrations.Migration):

    dependencies = [("roadworks", "0002_closures_and_contact")]

    operations = [
        migrations.AddField(
            model_name="roadworkpage",
            name="external_key",
            field=models.CharField(editable=False, max_length=120, null=True, unique=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
