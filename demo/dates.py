"""Turkish dates and the day placeholders of the demo texts. No Django import.

A demo text may hold ``{{gun:+5}}``: five days after the day the demo is loaded, printed as
"24 Kasım 2026 Salı". ``{{ay:+0}}`` prints "Kasım 2026" and ``{{yil:+0}}`` prints "2026".
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

MONTHS = (
    "Ocak",
    "Şubat",
    "Mart",
    "Nisan",
    "Mayıs",
    "Haziran",
    "Temmuz",
    "Ağustos",
    "Eylül",
    "Ekim",
    "Kasım",
    "Aralık",
)
WEEKDAYS = ("Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar")

_TOKEN = re.compile(r"\{\{(gun|ay|yil):([+-]\d+)\}\}")


def long_date(day: date, *, weekday: bool = True) -> str:
    """Return a date as Turks write it: "24 Kasım 2026 Salı"."""
    text = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{text} {WEEKDAYS[day.weekday()]}" if weekday else text


def _shift_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def fill_dates(text: str, today: date) -> str:
    """Replace every day placeholder of ``text`` relative to ``today``."""

    def replace(match: re.Match[str]) -> str:
        unit, amount = match.group(1), int(match.group(2))
        if unit == "gun":
            return long_date(today + timedelta(days=amount))
        if unit == "ay":
            month = _shift_months(today, amount)
            return f"{MONTHS[month.month - 1]} {month.year}"
        return str(today.year + amount)

    return _TOKEN.sub(replace, text)


def fill_dates_deep(value: Any, today: date) -> Any:
    """Apply :func:`fill_dates` to every string of a JSON value and return a new value."""
    if isinstance(value, str):
        return fill_dates(value, today)
    if isinstance(value, list):
        return [fill_dates_deep(item, today) for item in value]
    if isinstance(value, dict):
        return {key: fill_dates_deep(item, today) for key, item in value.items()}
    return value
