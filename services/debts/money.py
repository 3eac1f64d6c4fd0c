"""Amounts as people read and write them: 1.234,56 TL."""

import re
from decimal import Decimal

from babel.numbers import format_decimal
from django.conf import settings
from django.utils.translation import get_language

_AMOUNT = re.compile(r"-?[0-9]{1,10}(\.[0-9]{1,2})?")
# 5.000 is five thousand; 12.50 is what calculators write.
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+")


def lira(amount: Decimal) -> str:
    """Return an amount in the reader's language, always with both kuruş."""
    text = format_decimal(
        amount, format="#,##0.00", locale=get_language() or settings.LANGUAGE_CODE
    )
    return f"{text}\xa0TL"


def read_lira(text: str) -> Decimal | None:
    """Return an amount as Turks write it, 1.234,56 or 1.234 or 1234.56; None for nothing at all.

    Raises:
        ValueError: It is no amount of whole kuruş, or has more than ten digits before the comma.
    """
    text = text.replace("\xa0", " ").strip().removesuffix("TL").strip()
    if not text:
        return None
    if "," in text or _THOUSANDS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    if not _AMOUNT.fullmatch(text):
        raise ValueError("This is no amount.")
    return round(Decimal(text), 2)


def percent(rate: Decimal) -> str:
    """Return a rate as written: %3,7 in Turkish, 3.7% elsewhere."""
    language = get_language() or settings.LANGUAGE_CODE
    text = format_decimal(rate, format="0.##", locale=language)
    return f"%{text}" if language == "tr" else f"{text}%"
