"""Writes: what an officer took down becomes a report, or joins the one that is there."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from content.disclosures.queries import published_versions
from services.cases.actions import write_note
from services.desk.intake.form import CONFIRMED, NOT_KEPT
from services.requests.actions import ReportFiling, file_report, join_report
from services.requests.models import Report

DISCLOSURE = "cozum-merkezi"


@transaction.atomic
def write_down(*, values: dict[str, Any], officer: Any) -> Report:
    """File what an officer wrote down; the officer and how the contact was confirmed stand in it.

    By the same action as citizens file. A contact nobody confirmed is not kept.
    """
    is_kept = values["confirmed"] not in NOT_KEPT
    report = file_report(
        filing=ReportFiling(
            key=values["key"],
            type=values["type"],
            category=values["category"],
            text=values["text"],
            answers=values["answers"],
            applicant_name=values["name"],
            applicant_address=values["address"],
            neighbourhood=values["neighbourhood"],
            street=values["street"],
            door=values["door"],
            place_words=values["place_words"],
            place_source="list"
            if values["neighbourhood"]
            else "words"
            if values["place_words"]
            else "",
            officer=officer,
            contact_phone=values["phone"] if is_kept else "",
            contact_email=values["email"] if is_kept else "",
            channel=values["channel"],
            disclosure=disclosure_read(),
        )
    )
    note = f"{_('Contact')}: {dict(CONFIRMED)[values['confirmed']]}"
    if not report.case.timeline.filter(kind="note", text=note).exists():
        write_note(case=report.case, text=note, author=officer)
    return report


def join_caller(*, report: Report, values: dict[str, Any]) -> bool:
    """Let a citizen whose contact was confirmed join an open report; False when they have."""
    if values["confirmed"] in NOT_KEPT:
        return False
    return join_report(report=report, email=values["email"], phone=values["phone"])


def disclosure_read() -> str:
    """Return slug and version of the disclosure that is read out or laid open."""
    versions = published_versions(DISCLOSURE, "tr")
    return f"{DISCLOSURE}:{max(versions)}" if versions else ""
