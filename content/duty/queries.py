"""Reads of the rota: who is on duty, as the published index shows the pharmacies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from content.duty.models import DutyPage, DutyShift
from content.duty.periods import DAY, ISTANBUL, Duty, Rules, duty_at, duty_of, rules_from
from content.places.models import PlacePage
from search import turkish
from search.models import PublishedDocument
from search.queries import FIELDS, Shown

KIND = "pharmacy_duty"


@dataclass(slots=True)
class OnDuty:
    """A pharmacy on duty: the guide's document of it, and the rota's own remark."""

    document: Shown
    note: str = ""
    metres: float | None = None


@dataclass(slots=True)
class Rota:
    """The rota of some days with the rules of its page; `page` is None where there is none."""

    now: datetime
    page: Shown | None
    rules: Rules
    days: dict[date, list[OnDuty]] = field(default_factory=dict)

    @property
    def current(self) -> Duty:
        """Return the duty that holds now, or the coming one."""
        return duty_at(self.now, self.rules)

    def duty(self, day: date) -> Duty:
        """Return the duty that begins on a day."""
        return duty_of(day, self.rules)

    def on(self, day: date) -> list[OnDuty]:
        """Return who is on duty from a day on."""
        return self.days.get(day, [])


def rota(
    locale: str, *, first: date | None = None, days: int = 2, now: datetime | None = None
) -> Rota:
    """Return the rota from a day on, by default from the duty that holds now. Two queries.

    A pharmacy that is not public is left out; one without a translation is shown in Turkish.
    """
    now = now or timezone.now()
    today = now.astimezone(ISTANBUL).date()
    begin = first or today - DAY
    shifts = list(
        DutyShift.objects.filter(day__gte=begin, day__lt=begin + timedelta(days=days + 1))
        .order_by("day")
        .values_list("day", "pharmacy__translation_key", "note")
    )
    page, places = _documents(locale, {key for _day, key, _note in shifts}, now)
    found = Rota(now, page, rules_from(page.data) if page else Rules())
    start = first or found.current.day
    for day, key, note in shifts:
        if key in places and start <= day < start + timedelta(days=days):
            found.days.setdefault(day, []).append(OnDuty(places[key], note))
    for listed in found.days.values():
        listed.sort(key=_by_area)
    return found


def _by_area(item: OnDuty) -> tuple[Any, ...]:
    area = item.document.data["neighbourhood"]
    return (
        area is None,
        turkish.sort_key(area["name"] if area else ""),
        turkish.sort_key(item.document.title),
    )


def _documents(
    locale: str, keys: set[Any], now: datetime
) -> tuple[Shown | None, Mapping[Any, Shown]]:
    """Return the duty page, and the pharmacies by translation key, in the language if it has it."""
    rows = (
        PublishedDocument.objects.public(now)
        .filter(
            Q(kind=KIND) | Q(kind="place", translation_key__in=keys),
            locale__in={locale, settings.LANGUAGE_CODE},
        )
        .values_list("translation_key", *FIELDS)
    )
    page: Shown | None = None
    places: dict[Any, Shown] = {}
    for key, *row in rows:
        item = Shown(*row)
        if item.kind == KIND:
            page = item if page is None or item.locale == locale else page
        elif key not in places or item.locale == locale:
            places[key] = item
    return page, places


def duty_page() -> DutyPage | None:
    """Return the page in the site's first language; the desk's rules stand on it."""
    found: DutyPage | None = DutyPage.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE
    ).first()
    return found


def pharmacies(locale: str) -> QuerySet[PlacePage]:
    """Return the guide's public pharmacies."""
    page = duty_page()
    places = PlacePage.objects.filter(locale__language_code=locale, live=True)
    if page and page.category_id:
        places = places.filter(category_id=page.category_id)
    return places


def missing_days(first: date, days: int) -> list[date]:
    """Return the days from `first` on that have nobody on duty."""
    last = first + timedelta(days=days - 1)
    known = set(DutyShift.objects.filter(day__range=(first, last)).values_list("day", flat=True))
    return [day for day in (first + timedelta(days=n) for n in range(days)) if day not in known]
