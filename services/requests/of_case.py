"""What the reading room shows of a report, and what is forgotten of it when its time is over."""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services.cases.kinds import Text
from services.requests.models import Join, PublicState, Report, ReportType
from services.requests.questions import NO, YES, text_in


def shown(case: Any) -> Sequence[tuple[Text, Text]]:
    """Return label and text of what the citizen gave, for the case's own page."""
    report = (
        Report.objects.filter(case=case)
        .select_related("category", "neighbourhood", "merged_into__case")
        .first()
    )
    if report is None:
        return []
    area = report.neighbourhood.name if report.neighbourhood is not None else ""
    where = ", ".join(
        part for part in (area, report.street, report.door, report.place_words) if part
    )
    promised = date_format(report.promised_on) if report.promised_on else ""
    rows: list[tuple[Text, Text]] = [
        (_("About"), f"{report.category.label} ({ReportType(report.type).label})"),
        (_("Where"), where or (_("A point is marked.") if report.point else "")),
        *_answers(report),
        (_("Everybody reads"), report.public_text if report.is_public else _state(report)),
        (_("Our promise"), promised),
        (_("Have joined"), str(report.joined) if report.joined else ""),
    ]
    if report.merged_into is not None:
        rows.append((_("Followed under"), str(report.merged_into.case.reference)))
    return [row for row in rows if row[1]]


def forget(case: Any) -> None:
    """Take out what is personal: names, addresses, words, the exact place, who joined."""
    Join.objects.filter(report__case=case).delete()
    Report.objects.filter(case=case).update(
        applicant_name=None,
        applicant_address=None,
        contact_digest="",
        answers={},
        door="",
        place_words="",
        evidence="",
        public_state=PublicState.PRIVATE,
        public_text="",
        public_at=None,
        terms=[],
        public_terms=[],
    )


def _answers(report: Report) -> list[tuple[Text, Text]]:
    language = get_language() or "tr"
    found: list[tuple[Text, Text]] = []
    for question in report.category.questions:
        value = report.answers.get(question["name"], "")
        words = {YES: _("Yes"), NO: _("No")} if question["kind"] == "yes_no" else {}
        for choice in question.get("choices", []):
            words[str(choice["value"])] = text_in(choice["label"], language)
        found.append((text_in(question["label"], language), words.get(value, value)))
    return found


def _state(report: Report) -> str:
    if report.public_state == PublicState.WAITING:
        return _("Nothing yet: an officer reads it first")
    return _("Nothing: only you and the officers read it")
