"""What can never be stored of an obituary, whoever writes it; `rules` says the same to people."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear

from content.obituaries.choices import FRIDAY, Ceremony, Prayer
from content.obituaries.rules import BURIAL_WITHIN, OLDEST_AGE

DEATH_YEAR = ExtractYear("death_date")


def _check(name: str, condition: Q) -> models.CheckConstraint:
    return models.CheckConstraint(condition=condition, name=f"obituary_{name}")


CONSTRAINTS: list[Any] = [
    _check("burial_after_death", Q(burial_date=None) | Q(burial_date__gte=F("death_date"))),
    _check(
        "burial_within_30_days",
        Q(burial_date=None) | Q(burial_date__lte=F("death_date") + BURIAL_WITHIN),
    ),
    _check("birth_before_death", Q(birth_date=None) | Q(birth_date__lte=F("death_date"))),
    _check(
        "birth_year_before_death",
        Q(birth_year=None) | Q(birth_year__lte=DEATH_YEAR, birth_year__gte=DEATH_YEAR - OLDEST_AGE),
    ),
    # One truth: an exact date makes year and age superfluous.
    _check("birth_said_once", Q(birth_date=None) | Q(birth_year=None, given_age=None)),
    _check(
        "age_agrees_with_year",
        Q(given_age=None)
        | Q(birth_year=None)
        | Q(given_age=DEATH_YEAR - F("birth_year"))
        | Q(given_age=DEATH_YEAR - F("birth_year") - 1),
    ),
    _check("age_possible", Q(given_age=None) | Q(given_age__lte=OLDEST_AGE)),
    _check(
        "friday_prayer_on_friday",
        ~Q(prayer=Prayer.FRIDAY) | Q(burial_date=None) | Q(burial_date__iso_week_day=FRIDAY + 1),
    ),
    _check("no_prayer_without", ~Q(ceremony=Ceremony.NEUTRAL) | Q(prayer="")),
    _check("city_only_of_transfer", Q(transfer_city="") | Q(ceremony=Ceremony.TRANSFER)),
    _check(
        "kept_beyond_funeral",
        Q(keep_until=None)
        | Q(keep_until__gte=F("death_date"))
        & (Q(burial_date=None) | Q(keep_until__gte=F("burial_date"))),
    ),
    *(
        _check(f"{field}_known", Q(**{f"{field}__in": [*kinds.values, *extra]}))
        for field, kinds, extra in (("prayer", Prayer, [""]), ("ceremony", Ceremony, []))
    ),
]
