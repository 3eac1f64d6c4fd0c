"""The public holidays of Turkey, with their half days.

Law 2429 art. 1 and 2: 28 October and the eves of the two religious feasts are holidays from
13.00 on. The dates of coming feasts are estimates until they are announced.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import holidays

HALF_DAY_FROM = "13:00"
FEASTS = ("Ramazan Bayramı", "Kurban Bayramı")
PUBLIC, HALF_DAY = "public", "half_day"


class Holiday(NamedTuple):
    """A holiday: religious or national, from 13.00 on or the whole day, the first of its feast."""

    name: str
    religious: bool
    half_day: bool = False
    first_day: bool = False


def turkish_holiday(day: date) -> Holiday | None:
    """Return the holiday of a day; None for an ordinary one."""
    return _year(day.year).get(day)


@lru_cache(maxsize=8)
def _year(year: int) -> dict[date, Holiday]:
    found: dict[date, Holiday] = {}
    halves = holidays.country_holidays("TR", years=year, categories=(HALF_DAY,), language="tr")
    for day, name in halves.items():
        found[day] = Holiday(name, _religious(name), half_day=True)
    whole = holidays.country_holidays("TR", years=year, categories=(PUBLIC,), language="tr")
    for day, name in sorted(whole.items()):
        feast = next((feast for feast in FEASTS if feast in name), "")
        # A year may hold the same feast twice, as 2033 does.
        first = bool(feast) and feast not in whole.get(day - timedelta(days=1), "")
        found[day] = Holiday(name, bool(feast), first_day=first)
    return found


def _religious(name: str) -> bool:
    return any(feast in name for feast in FEASTS)
