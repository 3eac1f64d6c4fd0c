"""References of cases, made to be read out on the telephone: `CM-26-00482-K`.

Two letters of the kind, the year, a number, and a check character. Letters and digits that are
taken for each other never stand in the same group: letters are only in the first, digits only in
the second and third, and the check character is none of 0, O, 1, I and Q. So what is typed can be
read whatever the case, the hyphens and the confusions, and a slip is told at once, without asking
anybody whether such a case exists. A reference opens nothing by itself.

The check is a weighted sum modulo the prime 31. Each place has a weight of its own that is not
zero, and each character a value of its own below 31, so one changed character changes the sum, and
so do two characters that change places, next to each other or not (as in ISO/IEC 7064's pure
systems, which use the same two facts).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

PRIME = 31
# Digits are worth themselves in the number and as a check, so that the two cannot change
# places unnoticed; 23 letters take what is left. O, I and Q are no letters here.
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_REST = [value for value in range(PRIME) if not 2 <= value <= 9]
_VALUES = {str(digit): digit for digit in range(10)} | dict(zip(LETTERS, _REST, strict=True))
_CHECKS = {value: sign for sign, value in _VALUES.items() if sign not in "01"}
NUMBER_LENGTH = 5
MAX_NUMBER_LENGTH = 8

_DIGITS_MEANT = str.maketrans("OQDILSBZG", "000115826")
_LETTERS_MEANT = str.maketrans("158", "LSB")
_UPPER = str.maketrans({"ı": "I", "i": "I", "İ": "I", "ş": "S", "Ş": "S", "ç": "C", "Ç": "C"})
# Spaces, full stops, slashes, and every dash from the hyphen to the minus sign.
_FREE = re.compile("[\\s\\-_./\\\\\u2010-\u2015\u2212]+")


class Group(StrEnum):
    """A part of a reference."""

    KIND = "kind"
    YEAR = "year"
    NUMBER = "number"
    CHECK = "check"


class InvalidReferenceError(ValueError):
    """What was typed is no reference.

    Attributes:
        group: The part that looks wrong; None where the whole has not the shape of a reference.
    """

    def __init__(self, group: Group | None) -> None:
        """Keep which part it is."""
        super().__init__(group)
        self.group = group


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference of a case.

    Attributes:
        kind: Two letters, e.g. `CM`.
        year: Of filing, four digits; references hold the last two.
        number: Within the kind and the year, from 1.
    """

    kind: str
    year: int
    number: int

    def __post_init__(self) -> None:
        """Refuse what cannot be written."""
        if len(self.kind) != 2 or not set(self.kind) <= set(LETTERS):
            raise InvalidReferenceError(Group.KIND)
        if not 2000 <= self.year <= 2099:
            raise InvalidReferenceError(Group.YEAR)
        if not 1 <= self.number < 10**MAX_NUMBER_LENGTH:
            raise InvalidReferenceError(Group.NUMBER)

    @property
    def _groups(self) -> tuple[str, str, str]:
        return self.kind, f"{self.year % 100:02d}", f"{self.number:0{NUMBER_LENGTH}d}"

    @property
    def check(self) -> str:
        """Return the check character."""
        return check_character("".join(self._groups))

    def __str__(self) -> str:
        """Return it as it is printed, with hyphens."""
        return "-".join((*self._groups, self.check))


def check_character(text: str) -> str:
    """Return the check character of kind, year and number, written without hyphens.

    It is the sign whose value is the weighted sum: the check's own weight is -1. Letters stand in
    for the values 0 and 1.
    """
    total = sum(weight * _VALUES[sign] for weight, sign in enumerate(text, start=1))
    return _CHECKS[total % PRIME]


def read(typed: str) -> Reference:
    """Read what somebody typed: any case, spaces or hyphens, O for 0, l for 1 and the like.

    Raises:
        InvalidReferenceError: With the group that looks wrong. Where only the check does not fit,
            it is the group in which two signs that changed places would explain that.
    """
    signs = _FREE.sub("", typed.translate(_UPPER).upper())
    if not signs.isascii() or not signs.isalnum():
        raise InvalidReferenceError(None)
    if not 4 + NUMBER_LENGTH + 1 <= len(signs) <= 4 + MAX_NUMBER_LENGTH + 1:
        raise InvalidReferenceError(None if len(signs) < 4 else Group.NUMBER)
    kind = signs[:2].translate(_LETTERS_MEANT)
    year, number = (part.translate(_DIGITS_MEANT) for part in (signs[2:4], signs[4:-1]))
    if not set(kind) <= set(LETTERS):
        raise InvalidReferenceError(Group.KIND)
    if not year.isdigit():
        raise InvalidReferenceError(Group.YEAR)
    if not number.isdigit() or not int(number):
        raise InvalidReferenceError(Group.NUMBER)
    check = signs[-1]
    if check != check_character(f"{kind}{year}{number}"):
        raise InvalidReferenceError(
            _suspect({Group.KIND: kind, Group.YEAR: year, Group.NUMBER: number}, check)
        )
    return Reference(kind, 2000 + int(year), int(number))


def _suspect(parts: dict[Group, str], check: str) -> Group:
    """Return the group to look at again when the check character does not fit.

    The one in which two neighbours that changed places explain it; a single wrong sign could stand
    anywhere, and most signs are in the number.
    """
    if check not in _CHECKS.values():
        return Group.CHECK
    for group, text in reversed(parts.items()):
        for place in range(len(text) - 1):
            swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
            if check_character("".join({**parts, group: swapped}.values())) == check:
                return group
    return Group.NUMBER
