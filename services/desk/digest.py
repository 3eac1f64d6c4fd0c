"""The morning's letter to heads of directorates: what is late, what soon will be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from content.full_addresses import absolute
from outbox import actions as outbox
from outbox.models import ChannelName
from services.cases.deadlines import is_working_day
from services.cases.holidays import is_holiday
from services.cases.kinds import Phase, registered
from services.cases.models import Case, Workplace
from services.desk.clock import TARGET
from services.requests.kinds import LETTERS
from services.requests.models import Report

HOUR = 8
SOON = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a directorate stands this morning: its reports and cases of all kinds it may see."""

    is_open: int
    late: int
    soon: int
    nobody: int
    new: int


def standings(now: datetime) -> dict[int, Standing]:
    """Return how each directorate with open cases stands. Two queries.

    Kinds with a permission of their own are left out: not every head has it.
    """
    others = [
        kind.letters
        for kind in registered().values()
        if kind.letters not in LETTERS and not kind.permission
    ]
    reports = Report.objects.annotate(target=TARGET)
    cases = Case.objects.filter(kind__in=others).annotate(target=F("due_on"))
    sums: dict[int, list[int]] = {}
    for rows, work in ((reports, "case__work"), (cases, "work")):
        for unit, *numbers in _counted(rows, work, now):
            known = sums.get(unit, [0] * len(numbers))
            sums[unit] = [one + more for one, more in zip(known, numbers, strict=True)]
    return {unit: Standing(*numbers) for unit, numbers in sums.items()}


def _counted(rows: QuerySet[Any], work: str, now: datetime) -> Iterable[tuple[int, ...]]:
    today, running = timezone.localdate(now), Q(phase=Phase.OPEN)
    return (
        rows.exclude(phase=Phase.CLOSED)
        .exclude(directorate=None)
        .order_by()
        .values_list("directorate")
        .annotate(
            is_open=Count("pk"),
            late=Count("pk", filter=running & Q(target__lt=today)),
            soon=Count("pk", filter=running & Q(target__gte=today, target__lte=today + SOON)),
            nobody=Count("pk", filter=Q(**{work: None})),
            new=Count("pk", filter=Q(received_at__gte=now - timedelta(days=1))),
        )
    )


def send_digests(now: datetime | None = None) -> int:
    """Write to each head whose directorate has open cases, once a working day; return how many."""
    now = timezone.localtime(now)
    if now.hour < HOUR or not is_working_day(now.date(), is_holiday):
        return 0
    heads = list(
        Workplace.objects.filter(is_head=True, user__is_active=True)
        .exclude(user__email="")
        .select_related("user", "directorate")
    )
    found = standings(now) if heads else {}
    return sum(
        _write(head, found[head.directorate_id], now)
        for head in heads
        if head.directorate_id in found
    )


def _write(head: Any, standing: Standing, now: datetime) -> bool:
    with translation.override(settings.LANGUAGE_CODE):
        day = date_format(now.date(), "DATE_FORMAT")
        subject = _("%(directorate)s, %(day)s: %(open)d open, %(late)d late") % {
            "directorate": head.directorate,
            "day": day,
            "open": standing.is_open,
            "late": standing.late,
        }
        queue = f"{absolute(reverse('casedesk_queue'))}?kim=birim"
        lines = [
            f"{_('Past their day')}: {standing.late}\n{queue}&sure=gecti",
            f"{_('Three days or less')}: {standing.soon}\n{queue}&sure=yakin",
            f"{_('In nobody’s hands')}: {standing.nobody}\n{queue}&elinde=bos",
            f"{_('New since yesterday')}: {standing.new}\n{queue}&sirala=yeni",
            f"{_('Still open')}: {standing.is_open}\n{queue}",
        ]
    draft = outbox.Draft(
        channel=ChannelName.MAIL,
        recipient=head.user.email,
        key=f"desk-digest:{head.directorate_id}:{now.date().isoformat()}",
        owner=f"account:{head.user_id}",
    )
    return outbox.put(draft, subject=subject, text="\n\n".join(lines) + "\n")
