"""Notices that are public when approval comes in were published by the desk's own rule."""

from django.db import migrations

REASON = "Aile onayı bu sisteme eklenmeden önce yayımlandı."


def clear(apps, schema_editor):
    page = apps.get_model("obituaries", "ObituaryPage")
    approval = apps.get_model("obituaries", "FamilyApproval")
    approval.objects.bulk_create(
        approval(page_id=pk, state="overridden", reason=REASON)
        for pk in page.objects.filter(live=True).values_list("pk", flat=True)
    )


def unclear(apps, schema_editor):
    apps.get_model("obituaries", "FamilyApproval").objects.filter(reason=REASON).delete()


class Migration(migrations.Migration):
    dependencies = [("obituaries", "0004_approval_by_the_family")]
    operations = [migrations.RunPython(clear, unclear)]
