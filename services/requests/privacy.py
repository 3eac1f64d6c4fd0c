"""What a text tells of people that it need not: found to warn, never to refuse. Pure functions.

Names are guessed from capitals and a list of common given names; streets called after somebody are
left alone, and some names are not seen. The officer who reads the text has the last word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from accounts.identity.scrubbing import scrubbed
from accounts.profiles.phones import parsed_phone
from search import turkish


class Told(StrEnum):
    """What a text tells."""

    IDENTITY_NUMBER = "identity_number"
    PHONE = "phone"
    EMAIL = "email"
    PLATE = "plate"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of the text, and what it seems to be."""

    what: Told
    text: str


_PHONE = re.compile(
    r"(?<!\d)\(?(?:\+?90|0)?[\s(./-]*[2-5]\d{2}[\s)./-]*\d{3}[\s./-]*\d{2}[\s./-]*\d{2}(?!\d)"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PLATE = re.compile(
    r"(?<![\w])(?:0[1-9]|[1-7]\d|8[01])\s?(?:[A-ZÇĞİÖŞÜ]\s?\d{4,5}|[A-ZÇĞİÖŞÜ]{2}\s?\d{3,4}"
    r"|[A-ZÇĞİÖŞÜ]{3}\s?\d{2,3})(?!\w)",
)
_CAPITAL = r"[A-ZÇĞİÖŞÜÂÎÛ][\wçğıöşüâîû’']*"
_PAIR = re.compile(rf"(?<!\w)({_CAPITAL})[ ]+(?=({_CAPITAL}))")
_TITLES = {"bey", "hanim", "abi", "abla", "amca", "teyze"}
_PLACES = {
    *("sokak", "sokagi", "sokaginda", "sokaktaki", "cadde", "caddesi", "caddesinde", "bulvari"),
    *("bulvarinda", "mahallesi", "mahallesinde", "mah", "cad", "sok", "sk", "blv", "parki"),
    *("parkinda", "camii", "camisi", "ilkokulu", "ortaokulu", "lisesi", "okulu", "apartmani"),
    *("sitesi", "meydani", "kavsagi", "mezarligi", "hastanesi", "belediyesi", "mudurlugu"),
    *("kopru", "koprusu", "pazari", "stadyumu", "kursu", "kutuphanesi", "cesmesi", "evi"),
}
MOST = 10
NAMES = Path(__file__).parent / "data" / "given_names.txt"


def findings(text: str) -> list[Finding]:
    """Return what a text tells, each stretch once."""
    found: dict[tuple[str, str], Finding] = {}
    for one in _all(text):
        found.setdefault((one.what, one.text), one)
        if len(found) == MOST:
            break
    return list(found.values())


def _all(text: str) -> Iterator[Finding]:
    masked = scrubbed(text)
    if masked != text:
        at = next(place for place, (a, b) in enumerate(zip(text, masked, strict=True)) if a != b)
        yield Finding(Told.IDENTITY_NUMBER, masked[max(at - 3, 0) : at + 8].strip())
    for match in _EMAIL.finditer(masked):
        yield Finding(Told.EMAIL, match[0])
    for match in _PHONE.finditer(masked):
        try:
            parsed_phone(match[0])
        except ValueError:
            continue
        yield Finding(Told.PHONE, match[0].strip())
    for match in _PLATE.finditer(masked):
        yield Finding(Told.PLATE, match[0])
    yield from _names(masked)


def _names(text: str) -> Iterator[Finding]:
    for match in _PAIR.finditer(text):
        first, second = match[1], match[2]
        after = turkish.fold(re.split(r"[’']", second)[0])
        following = text[match.end(2) :].split(maxsplit=1)
        third = turkish.fold(following[0].strip(".,;:!?")) if following else ""
        if after in _PLACES or third in _PLACES:
            continue
        if turkish.lower(first) in _given_names() and (
            after in _TITLES or _is_surname(second, after)
        ):
            yield Finding(Told.NAME, f"{first} {second}")


def _is_surname(word: str, folded: str) -> bool:
    """Take a word in capitals, or a proper name, for a surname."""
    plain = re.split(r"[’']", word)[0]
    return (len(plain) > 2 and plain.isupper()) or turkish.lower(plain) in _given_names()


@cache
def _given_names() -> frozenset[str]:
    return frozenset(NAMES.read_text(encoding="utf-8").split())
