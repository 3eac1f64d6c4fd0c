"""Groups of the roles come from `grant_roles` after each migrate; here Wagtail's stock ones go."""

from django.db import migrations

STOCK_GROUPS = ("Moderators", "Editors")


def remove_stock(apps, schema_editor):
    """Remove Wagtail's example groups and workflow where nobody uses them."""
    Group = apps.get_model("auth", "Group")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowState = apps.get_model("wagtailcore", "WorkflowState")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    unused = Group.objects.filter(name__in=STOCK_GROUPS, user__isnull=True)
    for task in GroupApprovalTask.objects.filter(groups__in=unused).distinct():
        workflows = Workflow.objects.filter(workflow_tasks__task_id=task.pk)
        if WorkflowState.objects.filter(workflow__in=workflows).exists():
            continue
        workflows.delete()
        task.delete()
    unused.delete()


class Migration(migrations.Migration):
    dependencies = [("editing", "0001_roles_approval_withdrawal")]

    operations = [migrations.RunPython(remove_stock, migrations.RunPython.noop)]
