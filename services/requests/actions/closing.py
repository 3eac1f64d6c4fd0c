"""A report ends, with its reason and, where the topic asks for it, evidence."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from services.cases.actions import change_status
from services.cases.kinds import By
from services.requests.locks import locked
from services.requests.models import Reason, Report


class EvidenceMissing(Exception):
    """The topic asks for a photo or a sentence that says what was seen at the place."""


# Which reasons go with which end; what the desk's form offers.
REASONS: dict[str, tuple[Reason, ...]] = {
    "solved": (Reason.FIXED, Reason.PLANNED, Reason.INFORMED, Reason.NOTHING_FOUND),
    "rejected": (Reason.PRIVATE_LAND, Reason.NO_MEANS, Reason.NOT_LAWFUL, Reason.NOTHING_FOUND),
    "redirected": (Reason.OTHER_BODY,),
    "duplicate": (Reason.REPEATED,),
    "out_of_scope": (Reason.UNCLEAR, Reason.IN_COURT, Reason.ABUSE),
}


@transaction.atomic
def close_report(
    *,
    report: Report,
    after: str,
    reason: str,
    text: str,
    author: Any,
    evidence: str = "",
    has_photo: bool = False,
    files: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Report:
    """Close a report with an answer for the citizen.

    Args:
        report: The report.
        after: One of `kinds.CLOSINGS`.
        reason: One of `REASONS[after]`; ValueError otherwise.
        text: The answer.
        author: The officer.
        evidence: What was seen at the place, for the file.
        has_photo: Whether a photo of it is attached to the case, or comes with `files`.
        files: The key under which photos that come with the answer were kept.
        now: The moment, for what is entered later.

    Raises:
        EvidenceMissing: The topic asks for evidence of work that was done, and there is none.
        ChangeRefused: See `services.cases.actions.change_status`.
    """
    report = locked(report)
    if reason not in REASONS.get(after, ()):
        raise ValueError(f"{reason!r} is no reason for {after!r}")
    if (
        after == "solved"
        and report.category.evidence_needed
        and not (evidence.strip() or has_photo)
    ):
        raise EvidenceMissing
    change_status(
        case=report.case,
        after=after,
        by=By.STAFF,
        author=author,
        text=text,
        now=now,
        files=files,
        data={"reason": reason},
    )
    Report.objects.filter(pk=report.pk).update(reason=reason, evidence=evidence.strip())
    report.refresh_from_db()
    return report
