"""The sentences of an obituary in Turkish, as they are read aloud. Pure functions.

The announcement speaks of what will be until the day of the funeral has passed, and of what was
from then on; which of the two is said is a matter of `description`, not of the clock.
"""

from dataclasses import dataclass
from datetime import date, time

from content.obituaries.choices import PHRASES, Ceremony, Gender
from content.suffixes import clock_locative, dative, locative
from content.turkish_dates import long_date
from search import turkish


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What the sentences are made of; empty parts are left out."""

    name: str
    age: int | None = None
    gender: str = Gender.UNSPECIFIED
    ceremony: str = Ceremony.PRAYER
    burial_date: date | None = None
    prayer: str = ""
    prayer_time: time | None = None
    mosque: str = ""
    cemetery: str = ""
    transfer_city: str = ""


def announcement(facts: Facts, *, is_over: bool = False) -> str:
    """Return the whole notice: who died, the funeral, the wish of condolence."""
    who = f"{facts.name} ({facts.age})" if facts.age else facts.name
    parts = [f"{who} vefat etmiştir.", _funeral(facts, is_over), _wish(facts)]
    return " ".join(part for part in parts if part)


def remembrance(facts: Facts) -> str:
    """Return what is left when the days of condolence are over: name, day, cemetery."""
    who = f"{facts.name} ({facts.age})" if facts.age else facts.name
    day = long_date(facts.burial_date) if facts.burial_date else ""
    if not day:
        return f"{who} vefat etmiştir."
    if facts.cemetery:
        return f"{who} vefat etmiş, {day} günü {dative(facts.cemetery)} defnedilmiştir."
    if facts.ceremony == Ceremony.TRANSFER:
        return f"{who} vefat etmiştir."
    return f"{who} vefat etmiş, {day} günü defnedilmiştir."


def tidy_name(text: str) -> str:
    """Return a name typed in one case only as official lists write it: Hatice ÖRNEK.

    What holds both cases was typed with care and stays, apart from its spaces.
    """
    name = " ".join(text.split())
    if turkish.lower(name) != name and turkish.upper(name) != name:
        return name
    given, gap, surname = name.rpartition(" ")
    return f"{turkish.title(given)}{gap}{turkish.upper(surname)}" if gap else turkish.title(name)


def _funeral(facts: Facts, is_over: bool) -> str:
    if facts.burial_date is None:
        if is_over:
            return ""
        if facts.ceremony == Ceremony.TRANSFER:
            return f"Cenazesi {dative(facts.transfer_city)} nakledilecektir."
        held = "töreninin" if facts.ceremony == Ceremony.NEUTRAL else "namazının"
        return f"Cenaze {held} yeri ve zamanı daha sonra duyurulacaktır."
    before = _ceremony(facts, is_over)
    if facts.ceremony == Ceremony.TRANSFER:
        verb = "nakledilmiştir" if is_over else "nakledilecektir"
        to = f"{dative(facts.transfer_city)} {verb}" if facts.transfer_city else verb
        if facts.cemetery:
            buried = "defnedilmiştir" if is_over else "defnedilecektir"
            to = f"{to.removesuffix(verb)}nakledilerek {dative(facts.cemetery)} {buried}"
        return f"Cenazesi {before} {to}."
    verb = "defnedilmiştir" if is_over else "defnedilecektir"
    where = f"{dative(facts.cemetery)} " if facts.cemetery else ""
    return f"Cenazesi {before} {where}{verb}."


def _ceremony(facts: Facts, is_over: bool) -> str:
    """Return the day, and what precedes the burial: "3 Mart 2026 Salı günü … ardından"."""
    assert facts.burial_date is not None
    parts = [f"{long_date(facts.burial_date)} günü", _when(facts)]
    if facts.mosque:
        parts.append(locative(facts.mosque))
    if facts.ceremony == Ceremony.NEUTRAL:
        parts.append("düzenlenen" if is_over else "düzenlenecek")
        parts.append("cenaze töreninin ardından")
    elif facts.mosque or facts.prayer:
        parts.append("kılınan" if is_over else "kılınacak")
        parts.append("cenaze namazının ardından")
    return " ".join(part for part in parts if part)


def _when(facts: Facts) -> str:
    phrase = PHRASES.get(facts.prayer, "")
    if phrase and facts.prayer_time:
        return f"{phrase} ({facts.prayer_time:%H.%M}) müteakip"
    if phrase:
        return f"{phrase} müteakip"
    return f"saat {clock_locative(facts.prayer_time)}" if facts.prayer_time else ""


def _wish(facts: Facts) -> str:
    if facts.ceremony == Ceremony.NEUTRAL:
        return "Yakınlarına başsağlığı dileriz."
    dear = "Merhumeye" if facts.gender == Gender.FEMALE else "Merhuma"
    return f"{dear} Allah’tan rahmet, yakınlarına başsağlığı dileriz."
