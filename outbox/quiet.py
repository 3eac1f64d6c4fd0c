"""Quiet hours: when nobody is to be disturbed."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone


def quiet_hours() -> tuple[time, time] | None:
    """Return when they begin and end in local time; None when there are none."""
    begin, sign, end = str(settings.OUTBOX_QUIET_HOURS).partition("-")
    if not sign:
        return None
    found = time.fromisoformat(begin.strip()), time.fromisoformat(end.strip())
    return None if found[0] == found[1] else found


def is_quiet(now: datetime | None = None) -> bool:
    """Tell whether it is quiet now; hours may go over midnight."""
    hours = quiet_hours()
    if hours is None:
        return False
    clock = timezone.localtime(now).time()
    begin, end = hours
    return begin <= clock < end if begin < end else clock >= begin or clock < end


def after_quiet(moment: datetime) -> datetime:
    """Return the moment, or the end of the quiet hours it lies in."""
    hours = quiet_hours()
    if hours is None or not is_quiet(moment):
        return moment
    local = timezone.localtime(moment)
    ends = local.replace(hour=hours[1].hour, minute=hours[1].minute, second=0, microsecond=0)
    return ends if ends > local else ends + timedelta(days=1)
