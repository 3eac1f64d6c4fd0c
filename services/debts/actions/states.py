"""Copies the allowed changes of status to where the database looks them up."""

from django.db import transaction

from services.debts.models import AllowedChange
from services.debts.payments.states import ATTEMPT, ATTEMPT_CHANGES
from services.debts.states import ASSESSMENT, CHANGES


def allowed_changes() -> set[tuple[str, str, str]]:
    """Return every change that is allowed: of what, from, to."""
    return {
        *((ASSESSMENT, before, after) for before, after in CHANGES),
        *((ATTEMPT, before, after) for before, after in ATTEMPT_CHANGES),
    }


@transaction.atomic
def copy_allowed_changes(*, using: str = "default") -> None:
    """Make the table hold what `states` allows, and nothing else."""
    wanted = allowed_changes()
    table = AllowedChange.objects.using(using)
    stored = set(table.values_list("of", "before", "after"))
    for of, before, after in stored - wanted:
        table.filter(of=of, before=before, after=after).delete()
    table.bulk_create(
        [AllowedChange(of=of, before=b, after=a) for of, b, a in sorted(wanted - stored)],
        ignore_conflicts=True,
    )
