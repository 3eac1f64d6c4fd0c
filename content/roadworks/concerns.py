"""What the desk should look at: works whose word to citizens has run out."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.roadworks.models import RoadWorkPage, RoadWorkStreet
from content.roadworks.states import OPEN_STATES, Status


class Concern(models.TextChoices):
    """Why a work stands in the desk's list."""

    UNCONFIRMED = "unconfirmed", _("Awaiting confirmation")
    OVERDUE = "overdue", _("Planned end has passed")
    LATE = "late", _("Should have begun")
    NO_MAP = "no-map", _("Not drawn on the map")


def unconfirmed(now: datetime) -> Q:
    """Match open works nobody has confirmed for ROADWORK_CONFIRM_DAYS days."""
    last = timezone.localdate(now) - timedelta(days=settings.ROADWORK_CONFIRM_DAYS)
    return Q(status__in=OPEN_STATES, live=True, last_confirmed_on__lte=last)


def _overdue(now: datetime) -> Q:
    return Q(status__in=OPEN_STATES, live=True, planned_end__lte=now)


def _late(now: datetime) -> Q:
    return Q(status=Status.PLANNED, live=True, planned_start__lte=now)


def _no_map(now: datetime) -> Q:
    drawn = RoadWorkStreet.objects.exclude(geometry=None).values("page_id")
    return Q(status__in=OPEN_STATES) & ~Q(pk__in=drawn)


CONDITIONS: dict[str, Callable[[datetime], Q]] = {
    Concern.UNCONFIRMED: unconfirmed,
    Concern.OVERDUE: _overdue,
    Concern.LATE: _late,
    Concern.NO_MAP: _no_map,
}


def with_concern(concern: str, now: datetime | None = None) -> Any:
    """Return the works a concern is about."""
    return RoadWorkPage.objects.filter(CONDITIONS[concern](now or timezone.now()))


def stale(now: datetime) -> Any:
    """Return the public works whose word to citizens has run out, for whichever reason."""
    return RoadWorkPage.objects.filter(unconfirmed(now) | _overdue(now) | _late(now))


def concerns_of(page: RoadWorkPage, now: datetime | None = None) -> list[str]:
    """Return the labels of what is wrong with one work, from what is in memory."""
    now = now or timezone.now()
    found: list[str] = []
    if not page.live or page.status not in OPEN_STATES:
        return found
    silent = (timezone.localdate(now) - page.last_confirmed_on).days
    if silent >= settings.ROADWORK_CONFIRM_DAYS:
        found.append(str(Concern.UNCONFIRMED.label))
    if page.planned_end <= now:
        found.append(str(Concern.OVERDUE.label))
    elif page.status == Status.PLANNED and page.planned_start <= now:
        found.append(str(Concern.LATE.label))
    return found
