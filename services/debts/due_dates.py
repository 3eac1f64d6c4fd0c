"""When taxes fall due: the days of the law, moved to the next working day.

Property tax (with the heritage share and the workplaces' environment tax): first instalment March
to May, second in November (law 1319 art. 30). Advertising tax for a year: January (law 2464 art.
16). A last day without office moves to the next working day (law 213 art. 18).
"""

from datetime import date, timedelta

from services.cases.actions import is_holiday
from services.cases.deadlines import is_working_day

_TWICE = ((5, 31), (11, 30))
LAST_DAYS: dict[str, tuple[tuple[int, int], ...]] = {
    **dict.fromkeys(
        ("building_tax", "land_tax", "plot_tax", "heritage_share", "environment_tax"), _TWICE
    ),
    "advertising_tax": ((1, 31),),
}


def moved(day: date) -> date:
    """Return the day itself, or the next one on which offices are open if only until noon."""
    while not is_working_day(day, is_holiday):
        day += timedelta(days=1)
    return day


def due_dates(revenue_type: str, year: int) -> tuple[date, ...]:
    """Return when the instalments of a year fall due; empty where each debt has its own day."""
    return tuple(moved(date(year, month, day)) for month, day in LAST_DAYS.get(revenue_type, ()))
