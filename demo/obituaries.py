"""Invented obituary notices relative to a day: 120 days back to two days ahead.

The same ``today`` and ``seed`` always give the same notices. Rules kept here and tested:
death <= burial <= death + 30 days, no death in the future, noon on a Friday is "cuma",
never a cause of death, the family's phone only in ``desk_phone``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

from content.obituaries.prayer_times import prayer_times

from .obituary_parts import (
    CITY_CEMETERIES,
    MOSQUES,
    NOTES,
    VILLAGE_NOTES,
    Condolence,
    condolence_for,
    monogram_for,
)
from .people import BIRTHPLACES, MEN, NEUTRAL, SURNAMES, TRANSFER_CITIES, WOMEN

SEED = 3818

# How many notices have their burial this many days from today. Older days follow a fixed walk.
NEAR_DAYS = {2: 2, 1: 4, 0: 5, -1: 3, -2: 3, -3: 2, -4: 2, -5: 2, -6: 1, -7: 2, -9: 2, -10: 1}
OLDEST = 120
FAR_NOTICES = 41


@dataclass(frozen=True, slots=True, kw_only=True)
class ObituaryRecord:
    """One notice. ``age`` is set only when no birth date and no birth year are known."""

    key: str
    name: str
    gender: str  # "male" (merhum), "female" (merhume), "unspecified"
    father_name: str
    mother_name: str
    birth_date: date | None
    birth_year: int | None
    age: int | None
    birthplace: str
    neighbourhood: str  # slug
    death_date: date
    burial_date: date
    ceremony: str  # "prayer" | "neutral" (cenaze töreni) | "transfer" (nakil)
    prayer: str  # sabah ogle cuma ikindi aksam yatsi other, "" for neutral
    prayer_time: time | None
    mosque: str
    cemetery: str
    plot: str
    transfer_city: str
    condolence: Condolence | None
    notes: str
    desk_phone: str  # for the desk only, never public
    photo: str  # image key of demo.images, "" when none
    photo_alt: str
    published_on: date
    keep_days: int  # the family's wish; 40 is the default
    allow_indexing: bool


def build_obituaries(today: date, seed: int = SEED) -> list[ObituaryRecord]:
    """Return the notices, the latest burial first."""
    rng = Random(seed)  # noqa: S311  (repeatable, not secret)
    names = _names(rng)
    records = []
    for index, offset in enumerate(_burial_offsets(rng)):
        records.append(_notice(index, today, offset, names[index], rng))
    return sorted(records, key=lambda r: (r.burial_date, r.prayer_time or time(12)), reverse=True)


def _burial_offsets(rng: Random) -> list[int]:
    near = [offset for offset, count in NEAR_DAYS.items() for _ in range(count)]
    far = sorted((-rng.randint(11, OLDEST - 1) for _ in range(FAR_NOTICES - 1)), reverse=True)
    return [*near, *far, -OLDEST]


def _names(rng: Random) -> list[tuple[str, str]]:
    """Return unique (full name, gender) pairs, more than enough."""
    pairs = [(first, "female") for first in WOMEN] + [(first, "male") for first in MEN]
    rng.shuffle(pairs)
    surnames = list(SURNAMES)
    rng.shuffle(surnames)
    named = [
        (f"{first} {surnames[i % len(surnames)]}", gender)
        for i, (first, gender) in enumerate(pairs)
    ]
    spare = [
        (f"{first} {surnames[(i + 5) % len(surnames)]}", gender)
        for i, (first, gender) in enumerate(pairs[:12])
    ]
    neutral = [(f"{first} {surnames[-1 - i]}", "unspecified") for i, first in enumerate(NEUTRAL)]
    everyone = named + spare
    for position, person in zip((4, 23, 41, 58), neutral, strict=True):
        everyone.insert(position, person)
    return everyone


def _notice(
    index: int, today: date, offset: int, person: tuple[str, str], rng: Random
) -> ObituaryRecord:
    name, gender = person
    burial = today + timedelta(days=offset)
    death = _death_date(burial, today, rng)
    ceremony = _ceremony(index, gender)
    neighbourhood, mosque, cemetery, is_village = rng.choice(MOSQUES)
    prayer, clock = _prayer(index, ceremony, burial, rng)
    city = ""
    if ceremony == "transfer":
        province, district = TRANSFER_CITIES[index % len(TRANSFER_CITIES)]
        city, cemetery = province, f"{district} Mezarlığı"
    elif not is_village:
        cemetery = rng.choice(CITY_CEMETERIES)
    if ceremony == "neutral":
        mosque = ""
    birth_date, birth_year, age = _birth(index, death, rng)
    show_plot = ceremony != "transfer" and not is_village and index % 3 == 0
    photo, photo_alt = monogram_for(name) if index % 6 == 2 else ("", "")
    return ObituaryRecord(
        key=f"vefat-{index + 1:03d}",
        name=name,
        gender=gender,
        father_name=rng.choice(MEN) if index % 5 != 3 else "",
        mother_name=rng.choice(WOMEN) if index % 4 == 1 else "",
        birth_date=birth_date,
        birth_year=birth_year,
        age=age,
        birthplace=rng.choice(BIRTHPLACES),
        neighbourhood=neighbourhood,
        death_date=death,
        burial_date=burial,
        ceremony=ceremony,
        prayer=prayer,
        prayer_time=clock,
        mosque=mosque,
        cemetery=cemetery,
        plot=f"{rng.randint(2, 48)}. ada, {rng.randint(10, 640)}. parsel" if show_plot else "",
        transfer_city=city,
        condolence=condolence_for(index, ceremony, neighbourhood, burial),
        notes=_note(index, ceremony, is_village),
        desk_phone=f"0352 000 40 {index % 100:02d}",
        photo=photo,
        photo_alt=photo_alt,
        published_on=max(death, min(today, burial - timedelta(days=1))),
        keep_days=365 if index % 17 == 6 else 40,
        allow_indexing=index % 17 == 6,
    )


def _death_date(burial: date, today: date, rng: Random) -> date:
    """Most burials follow within a day; a few wait for relatives from abroad."""
    wait = rng.choices((0, 1, 2, 4, 9), weights=(35, 50, 10, 4, 1))[0]
    return min(burial - timedelta(days=wait), today)


def _ceremony(index: int, gender: str) -> str:
    if gender == "unspecified":
        return "neutral"
    return "transfer" if index % 12 == 7 else "prayer"


def _prayer(index: int, ceremony: str, burial: date, rng: Random) -> tuple[str, time | None]:
    if ceremony == "neutral":
        return "", time(rng.choice((11, 13, 14)), rng.choice((0, 30)))
    prayer = rng.choices(("sabah", "ogle", "ikindi", "aksam", "yatsi"), weights=(4, 56, 34, 4, 2))[
        0
    ]
    if index % 29 == 20:
        return "other", time(10, 30)
    if prayer == "ogle" and burial.weekday() == 4:
        prayer = "cuma"
    return prayer, prayer_times(burial)[prayer]


def _birth(index: int, death: date, rng: Random) -> tuple[date | None, int | None, int | None]:
    age = rng.choice((34, 47, 52, *range(58, 97)))
    if index % 6 == 5:
        return None, None, age
    if index % 3 == 0:
        return date(death.year - age, rng.randint(1, 12), rng.randint(1, 28)), None, None
    return None, death.year - age, None


def _note(index: int, ceremony: str, is_village: bool) -> str:
    if ceremony == "transfer":
        return "Cenaze, kılınacak namazın ardından memleketine nakledilecektir."
    if ceremony == "neutral":
        return "Cenaze töreni mezarlık girişindeki tören alanında yapılacaktır."
    if is_village and index % 2 == 0:
        return VILLAGE_NOTES[index % len(VILLAGE_NOTES)]
    return NOTES[index % len(NOTES)] if index % 3 == 1 else ""
