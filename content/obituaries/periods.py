"""How long what is public, counted in calendar days in Istanbul from the day of the burial.

While the burial is not known, the day of the death counts. Pure of the clock: `stage` is told when.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from content.obituaries.choices import SLOTS, Stage
from search.documents import FOREVER

# Where a notice without prayer and clock time stands in the order of its day.
UNKNOWN_TIME = time(23)


@dataclass(frozen=True, slots=True)
class Periods:
    """The midnights at which less of a notice is public.

    Attributes:
        day: The day that counts.
        over: The funeral is told of as past.
        listed_until: It stands in no list, feed or search any more.
        condolence_until: Only name, dates and cemetery are left.
        ends: The page answers 410.
    """

    day: date
    over: datetime
    listed_until: datetime
    condolence_until: datetime
    ends: datetime

    def stage(self, now: datetime) -> Stage:
        """Return where a published notice stands at a moment."""
        if now >= self.ends:
            return Stage.ENDED
        if now < self.over:
            return Stage.COMING
        if now >= self.condolence_until:
            return Stage.REDUCED
        return Stage.LISTED if now < self.listed_until else Stage.CONDOLENCE


def periods_of(page: Any) -> Periods:
    """Return the periods of a notice: the house's, or the end the family wishes."""
    day = page.day
    if page.keep_until:
        ends = midnight(page.keep_until, 1)
    else:
        ends = midnight(day, settings.OBITUARY_PAGE_DAYS)
    return Periods(
        day=day,
        over=min(midnight(day, 1), ends),
        listed_until=min(midnight(day, settings.OBITUARY_LISTED_DAYS), ends),
        condolence_until=min(midnight(day, settings.OBITUARY_CONDOLENCE_DAYS), ends),
        ends=ends,
    )


def default_end(day: date) -> date:
    """Return the last day of a page whose family wished nothing else."""
    return day + timedelta(days=settings.OBITUARY_PAGE_DAYS - 1)


def begins_at(page: Any) -> datetime:
    """Return when the funeral begins, as exactly as it is known."""
    clock = page.prayer_time or SLOTS.get(page.prayer, time())
    return timezone.make_aware(datetime.combine(page.day, clock))


def order_in_day(page: Any) -> datetime:
    """Return the moment lists sort by: the prayer's place in the day, within it the clock time."""
    clock = page.prayer_time
    if page.prayer in SLOTS:
        slot = datetime.combine(page.day, SLOTS[page.prayer])
        minutes = clock.hour * 60 + clock.minute if clock else 0
        return timezone.make_aware(slot + timedelta(seconds=minutes * 2))
    return timezone.make_aware(datetime.combine(page.day, clock or UNKNOWN_TIME))


def midnight(day: date, days: int = 0) -> datetime:
    """Return the first moment of a day, or of one so many days later, in Istanbul."""
    try:
        first = datetime.combine(day + timedelta(days=days), time())
    except OverflowError:
        return FOREVER
    return min(timezone.make_aware(first), FOREVER)
