"""The days of Ramadan, when many places keep other hours.

The first days of 2024 to 2027 are those of Diyanet's calendar, which Turkey follows; further ones
come from the calendar of the library `holidays` and may be a day off until they are announced. The
month ends the day before Ramazan Bayramı.
"""

from datetime import date, timedelta
from functools import lru_cache

import holidays
from holidays.calendars.islamic import _IslamicLunar

ANNOUNCED = {
    2024: date(2024, 3, 11),
    2025: date(2025, 3, 1),
    2026: date(2026, 2, 19),
    2027: date(2027, 2, 8),
}
_LONGEST = timedelta(days=30)
FEAST = "Ramazan Bayramı"


def in_ramadan(day: date) -> bool:
    """Tell whether a day belongs to the month of Ramadan."""
    # A year may hold two of them, and the month may begin in the year before its feast.
    return any(
        first <= day < feast for year in (day.year, day.year + 1) for first, feast in _months(year)
    )


@lru_cache(maxsize=16)
def _months(year: int) -> tuple[tuple[date, date], ...]:
    """Return first day and feast of each Ramadan whose feast lies in the year."""
    days = sorted(
        day
        for day, name in holidays.country_holidays("TR", years=year, language="tr").items()
        if FEAST in name
    )
    feasts = [day for day in days if day - timedelta(days=1) not in days]
    begins = [day for day, _known in _IslamicLunar().ramadan_beginning_dates(year)]
    found = []
    for feast in feasts:
        # The month has 29 or 30 days.
        near = [day for day in begins if timedelta() < feast - day <= _LONGEST + timedelta(days=1)]
        first = max(near[0] if near else feast - _LONGEST, feast - _LONGEST)
        announced = ANNOUNCED.get(first.year)
        found.append((announced if announced and announced < feast else first, feast))
    return tuple(found)
