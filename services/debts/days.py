"""Local days: when they begin and end."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def yesterday() -> date:
    """Return the local day that has ended."""
    return timezone.localdate() - timedelta(days=1)


def span_of(first: date, last: date) -> tuple[datetime, datetime]:
    """Return when local days begin and end; the end belongs to the day after."""
    return _begin_of(first), _begin_of(last + timedelta(days=1))


def _begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
