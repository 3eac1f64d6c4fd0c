"""Opening hours as pure functions: what they are, how OpenStreetMap writes them, open or not.

Editors never type OpenStreetMap's syntax; imports read it and the API also shows it.
"""

from content.places.hours.holidays import Holiday, turkish_holiday
from content.places.hours.opening import hours_on, is_open
from content.places.hours.osm import compose, parse
from content.places.hours.ramadan import in_ramadan
from content.places.hours.state import State, state
from content.places.hours.week import (
    DAYS,
    HolidayRule,
    Hours,
    HoursError,
    Rows,
    Span,
    Special,
    from_payload,
    payload,
    rows_of,
    table,
)

__all__ = [
    "DAYS",
    "Holiday",
    "HolidayRule",
    "Hours",
    "HoursError",
    "Rows",
    "Span",
    "Special",
    "State",
    "compose",
    "from_payload",
    "hours_on",
    "in_ramadan",
    "is_open",
    "parse",
    "payload",
    "rows_of",
    "state",
    "table",
    "turkish_holiday",
]
