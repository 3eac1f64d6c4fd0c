"""The morning's letter to heads of directorates: what is late, what soon will be."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from outbox import actions as outbox
from outbox.models import ChannelName
from services.cases.deadlines import is_working_day
from services.cases.holidays import is_holiday
from services.cases.kinds import Phase
from services.cases.models import Workplace
from services.desk.clock import TARGET
from services.requests.models import Report

HOUR = 8
SOON = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a directorate stands this morning."""

    is_open: int
    late: int
    soon: int
    nobody: int
    new: int


def standings(now: datetime) -> dict[int, Standing]:
    """Return how each directorate with open cases stands. One query."""
    today = timezone.localdate(now)
    running = Q(phase=Phase.OPEN)
    rows = (
        Report.objects.exclude(phase=Phase.CLOSED)
        .exclude(directorate=None)
        .annotate(target=TARGET)
        .order_by()
        .values_list("directorate")
        .annotate(
            is_open=Count("pk"),
            late=Count("pk", filter=running & Q(target__lt=today)),
            soon=Count("pk", filter=running & Q(target__gte=today, target__lte=today + SOON)),
            nobody=Count("pk", filter=Q(case__work=None)),
            new=Count("pk", filter=Q(received_at__gte=now - timedelta(days=1))),
        )
    )
    return {unit: Standing(*numbers) for unit, *numbers in rows}


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
        base = str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")
        queue = f"{base}{reverse('casedesk_queue')}?kim=birim"
        lines = [
            f"{_('Past their day')}: {standing.late}\n{queue}&sure=gecti",
            f"{_('Three days or less')}: {standing.soon}\n{queue}&sure=yakin",
            f"{_('In nobody’s hands')}: {standing.nobody}\n{queue}&elinde=bos",
            f"{_('New since yesterday')}: {standing.new}\n{queue}&sirala=yeni",
            f"{_('Open')}: {standing.is_open}\n{queue}",
        ]
    draft = outbox.Draft(
        channel=ChannelName.MAIL,
        recipient=head.user.email,
        key=f"desk-digest:{head.directorate_id}:{now.date().isoformat()}",
        owner=f"account:{head.user_id}",
    )
    return outbox.put(draft, subject=subject, text="\n\n".join(lines) + "\n")
