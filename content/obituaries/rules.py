"""What an obituary must say, and what it cannot say; messages name the way out.

Sources: the house's rules for funeral notices (DESIGN.md; the burial within 30 days of the death,
never a cause of death or a private phone in public), and arithmetic.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from content.obituaries.choices import FRIDAY, Ceremony, Prayer
from search import turkish

BURIAL_WITHIN = timedelta(days=30)
OLDEST_AGE = 130
LONGEST_KEPT = timedelta(days=5 * 366)
PUBLIC_TEXTS = ("notes", "condolence_address", "condolence_days", "condolence_hours")
# A Turkish phone number as people write it, with or without its zero and gaps.
_PHONE = re.compile(
    r"(?<!\d)(?:\+?90[\s-]?|0[\s-]?)?\(?[2-5]\d\d\)?[\s./-]?\d{3}(?:[\s./-]?\d\d){2}(?!\d)"
)
# Folded words that tell of a cause of death.
_CAUSES = (
    "kanser",
    "kalp krizi",
    "beyin kanamasi",
    "trafik kazasi",
    "is kazasi",
    "kaza sonucu",
    "intihar",
    "cinayet",
    "covid",
    "korona",
    "tedavi gordugu",
    "hastaligi sonucu",
    "hastaliga yenik",
    "hayata tutunama",
)
Problem = tuple[str, str]


def contradictions(page: Any) -> Iterator[Problem]:
    """Yield `(field, message)` for what cannot be true, in drafts neither."""
    if page.death_date is None:
        return
    yield from _death_and_burial(page)
    yield from _birth_and_age(page)
    yield from _ceremony(page)
    if page.keep_until and page.keep_until < page.day:
        yield "keep_until", _("The page would end before the funeral; choose a later day.")
    elif page.keep_until and page.keep_until > page.day + LONGEST_KEPT:
        yield "keep_until", _("A page is kept for five years at most; is the year right?")


def omissions(page: Any) -> Iterator[Problem]:
    """Yield `(field, message)` for what must be put right before the notice is public."""
    if len(page.title.split()) < 2:
        yield "title", _("Write name and surname, e.g. “Hatice ÖRNEK”.")
    if page.burial_date and page.ceremony == Ceremony.PRAYER:
        if not page.prayer:
            yield "prayer", _("Choose the prayer, or “at another time” with its clock time.")
        if not page.mosque:
            yield "mosque", _("Write where the funeral prayer is held, e.g. “Hunat Camii”.")
    if page.prayer == Prayer.OTHER and not page.prayer_time:
        yield "prayer_time", _("Give the clock time, e.g. 10.30.")
    if page.ceremony == Ceremony.TRANSFER and not page.transfer_city:
        yield "transfer_city", _("Write the city, e.g. “Yozgat”.")
    for name in PUBLIC_TEXTS:
        if _PHONE.search(getattr(page, name)):
            yield (
                name,
                _(
                    "There is a phone number here, and everybody would see it. Move it to the "
                    "desk's own field “family's phone”."
                ),
            )


def oddities(page: Any) -> Iterator[Problem]:
    """Yield `(field, message)` for what is often a mistake, and now and then right."""
    if is_friday_noon(page.burial_date, page.prayer):
        yield (
            "prayer",
            _("%(day)s is a Friday: is it the Friday prayer?")
            % {"day": _written(page.burial_date)},
        )
    folded = turkish.fold(page.notes)
    if any(cause in folded for cause in _CAUSES):
        yield "notes", _("The notes seem to name the cause of death. It is never published.")


def is_friday_noon(burial: date | None, prayer: str) -> bool:
    """Tell whether the noon prayer of a Friday was chosen, which is the Friday prayer."""
    return burial is not None and burial.weekday() == FRIDAY and prayer == Prayer.NOON


def _death_and_burial(page: Any) -> Iterator[Problem]:
    death, burial = page.death_date, page.burial_date
    if death > timezone.localdate():
        yield "death_date", _("The day of the death lies in the future.")
    if burial and burial < death:
        yield "burial_date", _("The burial cannot be before the death.")
    elif burial and burial > death + BURIAL_WITHIN:
        yield (
            "burial_date",
            _("The burial is more than 30 days after the death; check both dates."),
        )


def _birth_and_age(page: Any) -> Iterator[Problem]:
    death, born, year = page.death_date, page.birth_date, page.birth_year
    first = death.year - OLDEST_AGE
    if born and born > death:
        yield "birth_date", _("The birth cannot be after the death.")
    elif born and born.year < first:
        yield "birth_date", _("Nobody was that old; is the year right?")
    elif born and year and born.year != year:
        yield "birth_year", _("Birth date and year do not agree; leave the year empty.")
    elif year and year > death.year:
        yield "birth_year", _("The birth cannot be after the death.")
    elif year and year < first:
        yield "birth_year", _("Nobody was that old; is the year right?")
    elif page.given_age is not None:
        yield from _given_age(page)


def _given_age(page: Any) -> Iterator[Problem]:
    if page.birth_date:
        derived = age_on(page.death_date, page.birth_date)
        if page.given_age != derived:
            yield (
                "given_age",
                _("The dates give %(age)d; correct a date or leave the age empty.")
                % {"age": derived},
            )
    elif page.birth_year:
        oldest = page.death_date.year - page.birth_year
        if page.given_age not in (oldest, oldest - 1):
            yield (
                "given_age",
                _("By the birth year it is %(oldest)d, or %(younger)d before the birthday.")
                % {"oldest": oldest, "younger": max(oldest - 1, 0)},
            )


def _ceremony(page: Any) -> Iterator[Problem]:
    burial = page.burial_date
    if burial and page.prayer == Prayer.FRIDAY and burial.weekday() != FRIDAY:
        yield (
            "prayer",
            _("%(day)s is not a Friday; choose “noon prayer” or correct the day.")
            % {"day": _written(burial)},
        )
    if page.ceremony == Ceremony.NEUTRAL and page.prayer:
        yield "prayer", _("A ceremony without prayer has none; leave it empty.")
    if page.transfer_city and page.ceremony != Ceremony.TRANSFER:
        yield (
            "transfer_city",
            _("Choose “taken to another city” above, or leave the city empty."),
        )


def age_on(day: date, born: date) -> int:
    """Return the completed years of age on a day."""
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (not had_birthday)


def _written(day: date) -> str:
    return day.strftime("%d.%m.%Y")
