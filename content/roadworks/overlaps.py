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
from search import geo, turkish
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
    """Yield funerals whose mosque or cemetery is near, or whose way between them crosses the work.

    Of a near mosque or cemetery the day counts. Of the way the hours after the prayer do; where no
    time is known, the day.
    """
    if place is None:
        return
    first, last = (timezone.localtime(m) for m in (page.planned_start, page.planned_end))
    begins = first.replace(hour=0, minute=0, second=0, microsecond=0)
    rows = list(
        PublishedDocument.objects.public()
        .ending()
        .of_kind("obituary")
        .filter(starts_at__gte=max(begins, timezone.localtime() - timedelta(hours=3)))
        .filter(starts_at__lte=last)
        .order_by("starts_at", "page_id")
        .values_list("title", "path", "payload", "starts_at")[:LOOKED_AT]
    )
    wanted = {row[2][key] for row in rows for key in _PLACES if row[2].get(key)}
    known = _geometries(wanted)
    near = {
        name
        for name, found in known.items()
        if any(is_within(place, item, settings.ROADWORK_FUNERAL_METRES) for item in found)
    }
    for title, path, data, starts_at in rows:
        places = [data[key] for key in _PLACES if data.get(key) in near]
        if places:
            yield Overlap(_funeral(title, data, places), path)
        elif _is_on_the_way(page, data, starts_at) and _crosses(place, corridor_of(data, known)):
            way = _(
                "%(mosque)s to %(cemetery)s: on the estimated way, within %(num)d m of the line"
            )
            values = {key: data[key] for key in _PLACES}
            said = way % {**values, "num": settings.ROADWORK_FUNERAL_CORRIDOR_METRES}
            yield Overlap(_funeral(title, data, [said]), path)


def _funeral(title: str, data: Mapping[str, Any], more: list[str]) -> str:
    when = long_date(datetime.fromisoformat(data["burial_date"]).date())
    clock = (data.get("prayer_time") or "").replace(":", ".")
    said = ", ".join(part for part in (when, clock, *more) if part)
    return _("Funeral: %(name)s (%(said)s)") % {"name": title, "said": said}


_PLACES = ("mosque", "cemetery")
# From the prayer to the arrival at the cemetery, prayer and carrying included.
ON_THE_WAY = timedelta(hours=2)


def corridor_of(
    data: Mapping[str, Any], known: Mapping[str, list[Mapping[str, Any]]]
) -> Mapping[str, Any] | None:
    """Return the straight line from the mosque to the cemetery: an estimate, not the road taken.

    None where one of them is not in the guide, or several places there have its name.
    """
    ends = [known.get(data.get(key) or "", []) for key in _PLACES]
    if any(len(found) != 1 for found in ends):
        return None
    return {"type": "LineString", "coordinates": [list(geo.centre(found[0])) for found in ends]}


def _crosses(place: Mapping[str, Any], corridor: Mapping[str, Any] | None) -> bool:
    metres = settings.ROADWORK_FUNERAL_CORRIDOR_METRES
    return metres > 0 and is_within(place, corridor, metres)


def _is_on_the_way(page: Any, data: Mapping[str, Any], starts_at: datetime | None) -> bool:
    if not data.get("prayer_time") or starts_at is None:
        return True  # only its day is known, and that is one of the work's
    ends_at = starts_at + ON_THE_WAY
    return bool(starts_at <= page.planned_end and ends_at >= page.planned_start)


def _geometries(names: set[str]) -> dict[str, list[Mapping[str, Any]]]:
    """Return where the guide's places of these names lie."""
    if not names:
        return {}
    rows = (
        PublishedDocument.objects.public()
        .of_kind("place")
        .in_locale(settings.LANGUAGE_CODE)
        .filter(title__in=names)
        .exclude(geometry=None)
        .values_list("title", "geometry")
    )
    found: dict[str, list[Mapping[str, Any]]] = {}
    for title, geometry in rows:
        found.setdefault(title, []).append(geometry or {})
    return found


def _day(text: str) -> Any:
    return timezone.localtime(datetime.fromisoformat(text)).date()
