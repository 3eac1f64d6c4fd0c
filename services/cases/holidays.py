"""Public holidays, as deadlines ask for them."""

from datetime import date

from content.places.hours.holidays import turkish_holiday


def is_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday as a whole."""
    found = turkish_holiday(day)
    return found is not None and not found.half_day
