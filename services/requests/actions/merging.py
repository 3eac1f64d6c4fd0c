"""Two reports of the same thing become one that is followed, and two again."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from services.cases.actions import change_status, write_note
from services.cases.kinds import By, Phase
from services.requests.locks import locked, locked_in_order
from services.requests.models import Join, Reason, Report


class MergeRefused(Exception):
    """The two cannot be followed as one.

    Attributes:
        why: `same`, `closed` (the second is closed already), `ring` (the first is itself followed
            under another).
    """

    def __init__(self, why: str) -> None:
        """Keep why."""
        super().__init__(why)
        self.why = why


@transaction.atomic
def merge_reports(
    *, report: Report, into: Report, author: Any = None, by: By = By.STAFF, text: str = ""
) -> Report:
    """Follow a report under another: it is closed as its duplicate; who sent it joins the first.

    Those who had joined it move along. Reports that are followed under it move, too, so that
    nothing is followed in two steps.
    """
    if report.pk == into.pk:
        raise MergeRefused("same")
    report, into = locked_in_order(report, into)
    if into.merged_into_id is not None:
        raise MergeRefused("ring")
    if report.phase == Phase.CLOSED:
        raise MergeRefused("closed")
    with override(report.case.language):
        words = text.strip() or _("It is followed under %(reference)s.") % {
            "reference": into.case.reference
        }
    change_status(case=report.case, after="duplicate", by=by, author=author, text=words)
    Report.objects.filter(pk=report.pk).update(merged_into=into, reason=Reason.REPEATED)
    Report.objects.filter(merged_into=report).update(merged_into=into)
    moved = _move_joins(report, into) + _join_the_sender(report, into)
    Report.objects.filter(pk=into.pk).update(joined=F("joined") + moved)
    Report.objects.filter(pk=report.pk).update(joined=0)
    if author is not None:
        write_note(case=into.case, text=f"+ {report.case.reference}", author=author)
    report.refresh_from_db()
    return report


@transaction.atomic
def separate_report(*, report: Report, author: Any, text: str) -> Report:
    """Undo a merge: the report is in review again, by itself."""
    report = locked(report)
    change_status(case=report.case, after="in_review", by=By.STAFF, author=author, text=text)
    report.refresh_from_db()
    return report


def _move_joins(report: Report, into: Report) -> int:
    known = set(Join.objects.filter(report=into).values_list("contact_digest", flat=True))
    joins = Join.objects.filter(report=report)
    joins.filter(contact_digest__in=known | {into.contact_digest}).delete()
    return joins.update(report=into, told_entry=into.case.entries)


def _join_the_sender(report: Report, into: Report) -> int:
    """Let who sent the second hear of the first; without a contact nobody is told."""
    case, digest = report.case, report.contact_digest
    if not digest or digest == into.contact_digest:
        return 0
    if Join.objects.filter(report=into, contact_digest=digest).exists():
        return 0
    join = Join(
        report=into,
        owner=case.owner,
        contact_digest=digest,
        email=case.contact_email,
        phone=case.contact_phone,
        language=case.language,
        told_entry=into.case.entries,
    )
    join.full_clean()
    join.save()
    return 1
