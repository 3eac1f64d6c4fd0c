"""What the clock asks for: news to who joined, the question two weeks after closing."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from services.cases.kinds import Phase
from services.cases.models import Entry, EntryKind
from services.requests.letters import ask_whether_solved, tell_joined
from services.requests.models import Join, Report

ASKED_AFTER, ASKED_UNTIL = timedelta(days=14), timedelta(days=28)
ASKED_STATUSES = ("solved", "rejected", "redirected")
MOST = 200


def tick() -> None:
    """Write what is due; each letter is recorded once, whatever is tried again."""
    tell_who_joined()
    ask_after_closing()


def tell_who_joined(most: int = MOST) -> int:
    """Write to those who joined what has happened since they last heard; return how many.

    Of several changes since then only the newest is told.
    """
    waiting = (
        Join.objects.filter(wants_news=True, told_entry__lt=F("report__case__entries"))
        .select_related("report__case", "report__category", "owner")
        .order_by("pk")[:most]
    )
    joins = list(waiting)
    newest = _newest({join.report.case_id for join in joins})
    told = 0
    for join in joins:
        case = join.report.case
        number, status = newest.get(case.pk, (0, ""))
        with transaction.atomic():
            if number > join.told_entry:
                told += tell_joined(join, join.report, number, status)
            Join.objects.filter(pk=join.pk).update(told_entry=case.entries)
    return told


def ask_after_closing(now: datetime | None = None, most: int = MOST) -> int:
    """Ask those whose case was closed two weeks ago; return how many letters."""
    now = now or timezone.now()
    due = (
        Report.objects.filter(
            phase=Phase.CLOSED,
            closed_at__lte=now - ASKED_AFTER,
            closed_at__gt=now - ASKED_UNTIL,
            status__in=ASKED_STATUSES,
        )
        .filter(Q(asked_at=None) | Q(asked_at__lt=F("closed_at")))
        .select_related("case__owner", "category")
        .order_by("closed_at", "pk")[:most]
    )
    made = 0
    for report in due:
        with transaction.atomic():
            made += ask_whether_solved(report)
            Report.objects.filter(pk=report.pk).update(asked_at=now)
    return made


def _newest(cases: set[int]) -> dict[int, tuple[int, str]]:
    """Return number and status of the newest change of status of each case."""
    rows = (
        Entry.objects.filter(case__in=cases, kind=EntryKind.STATUS, is_public=True)
        .order_by("case", "-number")
        .distinct("case")
        .values_list("case", "number", "data")
    )
    return {case: (number, data.get("after", "")) for case, number, data in rows}
