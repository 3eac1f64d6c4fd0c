"""Writes of crews: a job is done, or cannot be done."""

import uuid
from typing import Any

from django.db import transaction

from services.cases.actions import write_note
from services.cases.actions.files import waiting_files
from services.cases.kinds import Phase
from services.cases.models import EntryKind
from services.desk.actions.working import WorkRefused, take_back
from services.desk.models import Work
from services.requests.actions import close_report
from services.requests.locks import locked
from services.requests.models import Reason, Report


@transaction.atomic
def finish_job(*, report: Report, user: Any, text: str, key: uuid.UUID) -> bool:
    """Close a job as done, with the photos kept under a key; False when this has happened already.

    Sent twice over a bad line, it is done once.

    Raises:
        WorkRefused: It is in somebody else's hands.
        EvidenceMissing: The topic asks for evidence and there is none.
    """
    report = locked(report)
    if not Work.objects.filter(case=report.case, assignee=user).exists():
        raise WorkRefused("not_yours")
    if report.phase == Phase.CLOSED:
        return False
    has_photo = any(file.is_image for file in waiting_files(key))
    close_report(
        report=report,
        after="solved",
        reason=Reason.FIXED.value,
        text=text,
        author=user,
        has_photo=has_photo,
        files=key,
    )
    return True


@transaction.atomic
def give_back_job(*, report: Report, user: Any, why: str, key: uuid.UUID) -> bool:
    """Give a job back to the desk with what was found; False when that has happened already."""
    report = locked(report)
    if not Work.objects.filter(case=report.case, assignee=user).exists():
        last = report.case.timeline.filter(
            kind=EntryKind.NOTE, author=user.public_id, text=why.strip()
        )
        if last.exists():
            return False
        raise WorkRefused("not_yours")
    write_note(case=report.case, text=why, author=user, files=key)
    take_back(case=report.case, author=user)
    return True
