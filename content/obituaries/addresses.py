"""The address of an obituary: the name, and the day of the death to tell namesakes apart."""

from collections.abc import Callable
from datetime import date

from search import turkish

LONGEST = 180


def stem_of(name: str, death: date) -> str:
    """Return the address a name and a day give: hatice-ornek-020326."""
    return f"{turkish.slugify(name)[:LONGEST].strip('-') or 'vefat'}-{death:%d%m%y}"


def address_of(name: str, death: date, is_free: Callable[[str], bool]) -> str:
    """Return the first free address, counting on for namesakes of the same day."""
    stem = stem_of(name, death)
    address, number = stem, 2
    while not is_free(address):
        address, number = f"{stem}-{number}", number + 1
    return address


def is_made_from(address: str, name: str, death: date) -> bool:
    """Tell whether nobody chose the address by hand: it is what name and day give."""
    stem = stem_of(name, death)
    rest = address.removeprefix(stem)
    return rest != address and (not rest or (rest[0] == "-" and rest[1:].isdigit()))
