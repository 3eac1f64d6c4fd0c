"""Dates as Turkish sentences write them, whatever the reader's language. Pure functions."""

from datetime import date

MONTHS = (
    *("", "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran"),
    *("Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"),
)
DAYS = ("Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar")


def long_date(day: date) -> str:
    """Return 3 Mart 2026 Salı."""
    return f"{short_date(day)} {DAYS[day.weekday()]}"


def short_date(day: date) -> str:
    """Return 3 Mart 2026."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def day_span(first: date, last: date) -> str:
    """Return 12–14 Aralık 2026, 28 Kasım–3 Aralık 2026, or both years where they differ."""
    if first == last:
        return short_date(first)
    if first.year != last.year:
        return f"{short_date(first)} – {short_date(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month]} – {short_date(last)}"
    return f"{first.day}–{short_date(last)}"
