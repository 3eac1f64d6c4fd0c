"""Phone numbers as people write and read them; several stand in one field."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_SEPARATOR = re.compile(r"[,;|\n]")
_NUMBER = re.compile(r"\+?[\d\s()/.-]+")
COUNTRY = "90"
NATIONAL_DIGITS = 10


def split(text: str) -> list[str]:
    """Return the numbers of a field, tidied: 0352 222 89 60, 153, +49 30 1234567.

    Raises:
        ValidationError: When a part is no phone number; it is quoted.
    """
    return [_tidy(part.strip()) for part in _SEPARATOR.split(text) if part.strip()]


def _tidy(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    if not _NUMBER.fullmatch(text) or not 3 <= len(digits) <= 15:
        raise ValidationError(
            _("“%(text)s” is no phone number. Write it like 0352 222 89 60, several with commas.")
            % {"text": text}
        )
    national = digits
    for prefix in (f"00{COUNTRY}", COUNTRY, "0"):
        if digits.startswith(prefix) and len(digits) == len(prefix) + NATIONAL_DIGITS:
            national = digits[len(prefix) :]
            break
    if len(national) == NATIONAL_DIGITS and national[0] in "23458":
        return f"0{national[:3]} {national[3:6]} {national[6:8]} {national[8:]}"
    return " ".join(text.split())


def international(phone: str) -> str:
    """Return a tidied number for links and machines: +903522228960; short ones stay."""
    digits = re.sub(r"[^\d+]", "", phone)
    if digits.startswith("0") and len(digits) == NATIONAL_DIGITS + 1:
        return f"+{COUNTRY}{digits[1:]}"
    return digits
