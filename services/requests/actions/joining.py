"""“Me too”: joining a report, and leaving it."""

from typing import Any

from django.db import transaction
from django.db.models import F

from services.cases.kinds import Phase
from services.requests.contacts import digest_of, looked_for
from services.requests.locks import locked
from services.requests.models import Join, Report
from services.requests.models.report import Priority

# From so many joins on a report goes before others; it never goes back by itself.
RAISES = ((3, Priority.HIGH), (10, Priority.URGENT))


@transaction.atomic
def join_report(
    *,
    report: Report,
    owner: Any = None,
    email: str = "",
    phone: str = "",
    language: str = "tr",
    wants_news: bool = True,
) -> bool:
    """Let somebody join an open report; False when they have, when it is theirs, or it is closed.

    The contact has been confirmed before. What is followed under another report is joined there.
    """
    report = locked(report)
    if report.merged_into_id is not None:
        report = locked(Report.objects.get(pk=report.merged_into_id))
    who = {"email": email, "phone": phone, "owner": owner}
    digests = looked_for(**who)
    if report.phase == Phase.CLOSED or not digests or report.contact_digest in digests:
        return False
    joins = Join.objects.filter(report=report)
    if joins.filter(contact_digest__in=digests).exists():
        return False
    join = Join(
        report=report,
        owner=owner,
        contact_digest=digest_of(**who),
        email=email or None,
        phone=phone or None,
        language=language,
        wants_news=wants_news,
        told_entry=report.case.entries,
    )
    join.full_clean()
    join.save()
    _count(report, 1)
    return True


@transaction.atomic
def leave_report(*, join: Join) -> None:
    """Let somebody leave a report they have joined; nothing of them stays."""
    report = locked(join.report)
    if Join.objects.filter(pk=join.pk).delete()[0]:
        _count(report, -1)


def _count(report: Report, step: int) -> None:
    joined = max(report.joined + step, 0)
    raised = max([int(report.priority), *(int(to) for least, to in RAISES if joined >= least)])
    Report.objects.filter(pk=report.pk).update(
        joined=F("joined") + step, priority=raised if step > 0 else report.priority
    )
