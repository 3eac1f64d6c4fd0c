"""The identity number (T.C. kimlik numarası), and the foreigners' one that begins with 99.

Eleven digits, the first not 0, the last two check digits. The rule is the one the civil registry
publishes for programs; foreigners' numbers follow it too. A valid checksum says that nothing was
mistyped, not that somebody has this number.
"""

import unicodedata
from enum import StrEnum

LENGTH = 11
FOREIGNERS = "99"
# What people put between digits: spaces of any kind, dots, dashes, slashes.
_BETWEEN = frozenset(".-‐‑–—−/")  # noqa: RUF001 - dashes that word processors make
# Valid by checksum, and known to everybody as an example.
_EXAMPLES = frozenset({"10000000146", "12345678950", "98765432150"})


class Problem(StrEnum):
    """Why a text is no identity number."""

    DIGITS = "digits"
    LENGTH = "length"
    ZERO = "zero"
    CHECKSUM = "checksum"


def normalised(typed: str) -> str:
    """Return what was typed without what stands between digits, and with digits 0 to 9.

    Digits of other scripts (Arabic-Indic, full-width) become ours. Anything else stays, so that
    the number is refused instead of being read as another one.
    """
    found = []
    for letter in typed:
        digit = unicodedata.decimal(letter, None)
        if digit is not None:
            found.append(str(digit))
        elif letter not in _BETWEEN and unicodedata.category(letter) not in {"Zs", "Cf", "Cc"}:
            found.append(letter)
    return "".join(found)


def problem(number: str) -> Problem | None:
    """Return what is wrong with a normalised number; None when its checksum is right."""
    if not (number.isascii() and number.isdigit()):
        return Problem.DIGITS
    if len(number) != LENGTH:
        return Problem.LENGTH
    if number[0] == "0":
        return Problem.ZERO
    return None if number[9:] == _check_digits(number[:9]) else Problem.CHECKSUM


def is_valid(number: str) -> bool:
    """Tell whether a normalised number has the right form and check digits."""
    return problem(number) is None


def is_foreigners(number: str) -> bool:
    """Tell whether it is a number given to foreigners."""
    return number.startswith(FOREIGNERS)


def is_obviously_invented(number: str) -> bool:
    """Tell whether a valid number is one that people type to get past a form."""
    return len(set(number[:10])) == 1 or number in _EXAMPLES


def completed(first_nine: str) -> str:
    """Return the number that begins with nine digits; ValueError for anything else."""
    if not (first_nine.isascii() and first_nine.isdigit() and len(first_nine) == 9):
        raise ValueError("An identity number is completed from nine digits.")
    if first_nine[0] == "0":
        raise ValueError("An identity number does not begin with 0.")
    return first_nine + _check_digits(first_nine)


def _check_digits(first_nine: str) -> str:
    digits = [int(digit) for digit in first_nine]
    tenth = (sum(digits[0::2]) * 7 - sum(digits[1::2])) % 10
    return f"{tenth}{(sum(digits) + tenth) % 10}"
