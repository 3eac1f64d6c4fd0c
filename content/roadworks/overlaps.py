"""What else happens at the place and time of a work: other works, and funerals. Never blocks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from content.geometry import combined
from content.geometry.nearness import is_within
from content.roadworks.states import OPEN_STATES
from content.turkish_dates import day_span, long_date
from search import turkish
from search.models import PublishedDocument

MOST = 20
LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Overlap:
    """One thing at the same place and time: what, where to read it, why it is named."""

    text: str
    url: str


def overlaps(page: Any) -> list[Overlap]:
    """Return what overlaps with a work as it stands in memory, saved or not; three queries."""
    if page.status not in OPEN_STATES or not page.planned_start or not page.planned_end:
        return []
    streets = list(page.streets.all())
    place = combined(street.geometry for street in streets)
    found = [*_works(page, streets, place), *_funerals(page, place)]
    return found[:MOST]


def _works(page: Any, streets: list[Any], place: Any) -> Iterator[Overlap]:
    names = {turkish.fold(street.name) for street in streets}
    areas = {area.slug for area in page.neighbourhoods.all()}
    others = (
        PublishedDocument.objects.public()
        .of_kind("roadwork")
        .with_facet("status", list(OPEN_STATES))
        .filter(starts_at__lte=page.planned_end, ends_at__gte=page.planned_start)
        .exclude(page_id=page.pk)
        .order_by("starts_at", "page_id")
    )
    if page.locale_id:
        others = others.in_locale(page.locale.language_code)
    rows = others.values_list("title", "path", "payload", "geometry")[:LOOKED_AT]
    for title, path, data, geometry in rows:
        shared = names & {turkish.fold(street["name"]) for street in data["streets"]}
        same_area = areas & {area["slug"] for area in data["neighbourhoods"]}
        if shared and same_area:
            why = _("same street")
        elif is_within(place, geometry, settings.ROADWORK_OVERLAP_METRES):
            why = _("less than %(num)d m away") % {"num": settings.ROADWORK_OVERLAP_METRES}
        else:
            continue
        span = day_span(_day(data["planned_start"]), _day(data["planned_end"]))
        yield Overlap(f"{title}, {span} ({why})", path)


def _funerals(page: Any, place: Any) -> Iterator[Overlap]:
    """Yield funerals whose mosque or cemetery is near, on a day of the work."""
    if place is None:
        return
    first, last = (timezone.localtime(m) for m in (page.planned_start, page.planned_end))
    begins = first.replace(hour=0, minute=0, second=0, microsecond=0)
    rows = list(
        PublishedDocument.objects.public()
        .of_kind("obituary")
        .filter(starts_at__gte=max(begins, timezone.localtime() - timedelta(hours=3)))
        .filter(starts_at__lte=last)
        .order_by("starts_at", "page_id")
        .values_list("title", "path", "payload")[:LOOKED_AT]
    )
    wanted = {data[key] for _title, _path, data in rows for key in _PLACES if data.get(key)}
    near = _near(wanted, place)
    for title, path, data in rows:
        places = [data[key] for key in _PLACES if data.get(key) in near]
        if places:
            when = long_date(datetime.fromisoformat(data["burial_date"]).date())
            clock = (data.get("prayer_time") or "").replace(":", ".")
            said = ", ".join(part for part in (when, clock, *places) if part)
            yield Overlap(_("Funeral: %(name)s (%(said)s)") % {"name": title, "said": said}, path)


_PLACES = ("mosque", "cemetery")


def _near(names: set[str], place: Mapping[str, Any]) -> set[str]:
    """Return the names of the guide's places that lie near a geometry."""
    if not names:
        return set()
    rows = (
        PublishedDocument.objects.public()
        .of_kind("place")
        .in_locale(settings.LANGUAGE_CODE)
        .filter(title__in=names)
        .exclude(geometry=None)
        .values_list("title", "geometry")
    )
    metres = settings.ROADWORK_FUNERAL_METRES
    return {title for title, geometry in rows if is_within(place, geometry, metres)}


def _day(text: str) -> Any:
    return timezone.localtime(datetime.fromisoformat(text)).date()
