"""Writes: into whose hands a case goes, and to which directorate."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.actions import assign, change_status, write_note
from services.cases.actions.timeline import locked
from services.cases.kinds import By, Phase
from services.cases.models import Case
from services.desk.models import Work
from services.desk.rights import works_in


class WorkRefused(Exception):
    """The case cannot be given.

    Attributes:
        why: `closed`, `stranger` (the person does not work in the case's directorate), `nowhere`
            (the case has no directorate), `same` (it is there already), `not_yours`,
            `no_priority` (only reports have one).
    """

    def __init__(self, why: str) -> None:
        """Keep why."""
        super().__init__(why)
        self.why = why


@transaction.atomic
def give(*, case: Case, person: Any, author: Any) -> Work:
    """Put an open case into the hands of somebody of its directorate; a note says so."""
    case = locked(case)
    if case.phase == Phase.CLOSED:
        raise WorkRefused("closed")
    if case.directorate is None:
        raise WorkRefused("nowhere")
    if works_in(person.pk, case.directorate) is None:
        raise WorkRefused("stranger")
    work = Work.objects.filter(case=case).first()
    if work is not None and work.assignee_id == person.pk:
        return work
    work = work or Work(case=case)
    work.assignee, work.since, work.taken_at = person, timezone.now(), None
    work.full_clean()
    work.save()
    write_note(case=case, text=f"→ {name_of(person)}", author=author)
    return work


@transaction.atomic
def take_back(*, case: Case, author: Any) -> bool:
    """Take a case out of somebody's hands; False when it was in nobody's."""
    case = locked(case)
    if not Work.objects.filter(case=case).delete()[0]:
        return False
    write_note(case=case, text=_("In nobody’s hands again"), author=author)
    return True


@transaction.atomic
def hand_over(*, case: Case, directorate: Any, author: Any, note: str = "") -> Case:
    """Give an open case to a directorate.

    Its status becomes “with the directorate” where the kind allows it. Who had it has it no more.
    """
    case = locked(case)
    if case.phase == Phase.CLOSED:
        raise WorkRefused("closed")
    if case.directorate_id == directorate.pk:
        raise WorkRefused("same")
    Work.objects.filter(case=case).delete()
    case = assign(case=case, directorate=directorate, author=author)
    if case.type.change(case.status, "forwarded", By.STAFF):
        case = change_status(case=case, after="forwarded", by=By.STAFF, author=author)
    if note.strip():
        write_note(case=case, text=note, author=author)
    return case


@transaction.atomic
def set_out(*, case: Case, user: Any) -> Case:
    """Let who has the case begin: it is being worked on from now."""
    case = locked(case)
    work = Work.objects.select_for_update().filter(case=case, assignee=user).first()
    if work is None:
        raise WorkRefused("not_yours")
    if case.phase == Phase.CLOSED:
        raise WorkRefused("closed")
    work.taken_at = work.taken_at or timezone.now()
    work.save(update_fields=["taken_at"])
    if case.status != "in_progress" and case.type.change(case.status, "in_progress", By.STAFF):
        case = change_status(case=case, after="in_progress", by=By.STAFF, author=user)
    return case


def name_of(person: Any) -> str:
    """Return how a member of the staff is called."""
    return str(person.get_full_name() or person.get_username())
