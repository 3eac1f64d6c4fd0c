"""Copies what kinds allow to where the database looks."""

from django.db import transaction

from services.cases.kinds import allowed_changes
from services.cases.models import AllowedChange


@transaction.atomic
def copy_allowed_changes(*, using: str = "default") -> None:
    """Make the table of allowed changes hold what the registered kinds allow, and nothing else."""
    wanted = allowed_changes()
    table = AllowedChange.objects.using(using)
    stored = set(table.values_list("kind", "before", "after"))
    for kind, before, after in stored - wanted:
        table.filter(kind=kind, before=before, after=after).delete()
    table.bulk_create(
        [AllowedChange(kind=k, before=b, after=a) for k, b, a in sorted(wanted - stored)],
        ignore_conflicts=True,
    )
