"""Writes: who is the head of a directorate, and so is told what is due and late."""

from typing import Any

from django.db import transaction

from accounts.audit.actions import record
from services.cases.models import Workplace
from services.desk.actions.working import WorkRefused, name_of
from services.desk.audited import HEAD_NAMED


@transaction.atomic
def name_head(*, directorate: Any, person: Any, author: Any) -> bool:
    """Make somebody who works in a directorate its head, or nobody; False when it was so already.

    Raises:
        WorkRefused: `stranger`, the person does not work there.
    """
    places = Workplace.objects.select_for_update().filter(directorate=directorate)
    rows = {row.user_id: row for row in places}
    before = next((row for row in rows.values() if row.is_head), None)
    if person is not None and person.pk not in rows:
        raise WorkRefused("stranger")
    if (before.user_id if before else None) == (person.pk if person is not None else None):
        return False
    Workplace.objects.filter(directorate=directorate, is_head=True).update(is_head=False)
    if person is not None:
        Workplace.objects.filter(pk=rows[person.pk].pk).update(is_head=True)
    record(
        HEAD_NAMED,
        actor=author,
        about=f"reference.directorate:{directorate.pk}",
        details={"head": name_of(person) if person is not None else ""},
    )
    return True
