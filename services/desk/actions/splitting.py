"""Writes: one report that holds two things becomes two."""

import uuid
from typing import Any

from django.db import transaction

from services.cases.actions import write_note
from services.requests.actions import ReportFiling, file_report
from services.requests.locks import locked
from services.requests.models import Category, Report


@transaction.atomic
def split_report(
    *, report: Report, category: Category, text: str, author: Any, key: uuid.UUID
) -> Report:
    """File a second report for the same person and place; notes in both lead to each other.

    The same key again is the same second report. Its clock begins with the first one's receipt:
    the citizen has waited since then.
    """
    report = locked(report)
    first = report.case
    second = file_report(
        filing=ReportFiling(
            key=key,
            type=report.type,
            category=category,
            text=text,
            applicant_name=report.applicant_name or "",
            applicant_address=report.applicant_address or "",
            point=report.point,
            accuracy_m=report.accuracy_m,
            place_source=report.place_source,
            neighbourhood=report.neighbourhood,
            street=report.street,
            door=report.door,
            place_words=report.place_words,
            owner=first.owner,
            officer=author,
            contact_email=first.contact_email or "",
            contact_phone=first.contact_phone or "",
            language=first.language,
            channel=first.channel,
            disclosure=first.disclosure,
        ),
        now=report.received_at,
    )
    if not second.case.timeline.filter(kind="note", text=f"⑂ {first.reference}").exists():
        write_note(case=second.case, text=f"⑂ {first.reference}", author=author)
        write_note(case=first, text=f"⑂ {second.case.reference}", author=author)
    return second
