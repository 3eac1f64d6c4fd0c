"""Amounts as people read them: 1.234,56 TL."""

from decimal import Decimal

from babel.numbers import format_decimal
from django.conf import settings
from django.utils.translation import get_language


def lira(amount: Decimal) -> str:
    """Return an amount in the reader's language, always with both kuruş."""
    text = format_decimal(
        amount, format="#,##0.00", locale=get_language() or settings.LANGUAGE_CODE
    )
    return f"{text}\xa0TL"


def percent(rate: Decimal) -> str:
    """Return a rate as written: %3,7 in Turkish, 3.7% elsewhere."""
    language = get_language() or settings.LANGUAGE_CODE
    text = format_decimal(rate, format="0.##", locale=language)
    return f"%{text}" if language == "tr" else f"{text}%"
