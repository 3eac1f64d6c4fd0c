"""What everybody may read of a report, decided by an officer."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from services.cases.actions import write_note
from services.requests.locks import locked
from services.requests.models import Moderation, PublicState, Report
from services.requests.terms import terms_of


class ModerationRefused(Exception):
    """The words may not become public.

    Attributes:
        why: `never` (the topic's reports are never public), `unwanted` (the citizen does not want
            it), `empty` (there are no words).
    """

    def __init__(self, why: str) -> None:
        """Keep why."""
        super().__init__(why)
        self.why = why


@transaction.atomic
def moderate_report(
    *, report: Report, state: str, author: Any, public_text: str | None = None, why: str = ""
) -> Report:
    """Make a report public or not, perhaps with other words; leave a note in the timeline.

    What a citizen does not want public never becomes so.

    Args:
        report: The report.
        state: `PublicState.PUBLIC`, `REFUSED`, or `WAITING` to look at it again.
        author: The officer.
        public_text: The words after redaction; None leaves them.
        why: For the note, e.g. which words were blackened.
    """
    report = locked(report)
    if report.public_state == PublicState.PRIVATE:
        raise ModerationRefused("unwanted")
    if report.category.moderation == Moderation.NEVER and state == PublicState.PUBLIC:
        raise ModerationRefused("never")
    if public_text is not None:
        report.public_text = public_text.strip()
        report.public_terms = terms_of(report.public_text, report.street)
    if state == PublicState.PUBLIC and not report.public_text:
        raise ModerationRefused("empty")
    report.public_state = PublicState(state).value
    if report.is_public:
        report.public_at = report.public_at or timezone.now()
    else:
        report.public_at = None
    report.save(update_fields=["public_state", "public_text", "public_terms", "public_at"])
    label = PublicState(state).label
    write_note(case=report.case, text=" ".join(f"{label}. {why}".split()), author=author)
    return report
