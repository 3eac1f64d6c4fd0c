"""What the public may know of a course in each of its phases."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, override

from content.courses import timetable
from content.courses.choices import BANDS, OLDEST, Status
from content.courses.phases import phases
from content.reference.queries import directorate_payload, neighbourhood_payload
from search.documents import Document


def documents(page: Any) -> Iterator[Document]:
    """Yield the course as it stands in each phase; its dates alone change it."""
    lessons = page.week
    free = sorted(page.days_off.all(), key=lambda row: row.day)
    starts, ends = _utc(page.dates.starts), _utc(page.dates.ends)
    place = _place(page)
    area = page.neighbourhood or (place.neighbourhood if place else None)
    locale = page.locale.language_code
    point = _point(page, place)
    data = {
        **_what(page, locale),
        **_where(page, place, area, point),
        **_when(page, lessons, free, locale),
        **_who(page),
        **_application(page),
    }
    names = [page.branch.name, page.branch.label(locale), page.brand, data["place_name"]]
    names += [area.name, area.aliases] if area else []
    for phase in phases(page.dates, page.standing):
        yield Document(
            title=page.title,
            summary=_summary(page, locale),
            data={
                **data,
                "status": phase.status.value,
                "applications_open_now": phase.status == Status.OPEN,
            },
            keywords="\n".join(dict.fromkeys(name for name in names if name)),
            text=" ".join(
                part
                for part in (page.description, data["address"], page.room, page.conditions)
                if part
            ),
            facets={
                "branch": [page.branch.slug],
                "neighbourhood": [area.slug] if area else [],
                "status": [phase.status.value],
                "audience": _audience(page),
                "lesson_time": timetable.times_of(lessons),
                "directorate": [page.directorate.slug] if page.directorate else [],
            },
            sort_at=starts,
            starts_at=starts,
            ends_at=ends,
            geometry={"type": "Point", "coordinates": point} if point else None,
            valid_from=_utc(phase.begins),
            valid_until=_utc(phase.ends),
        )


def _summary(page: Any, locale: str) -> str:
    if not (page.standing == "cancelled" and page.status_reason):
        return str(page.summary)
    with override(locale):
        return gettext("Cancelled: %(reason)s") % {"reason": page.status_reason}


def _place(page: Any) -> Any:
    """Return the place of the city guide while it is public, in the page's language if there is.

    What was withdrawn from the guide is not told here either.
    """
    place = page.place if page.place_id else None
    if place is None:
        return None
    if place.locale_id != page.locale_id:
        own = place.get_translation_or_none(page.locale)
        place = own if own is not None and own.live else place
    return place if place.live and not place.get_view_restrictions().exists() else None


def _point(page: Any, place: Any) -> list[float] | None:
    for source in (page, place):
        if source is not None and source.lat is not None and source.lng is not None:
            return [source.lng, source.lat]
    return None


def _what(page: Any, locale: str) -> dict[str, Any]:
    branch = page.branch
    return {
        "external_id": page.external_id,
        "branch": {"slug": branch.slug, "name": branch.label(locale)},
        "brand": page.brand,
        "description": page.description,
        "teacher": page.teacher if page.teacher_consents else "",
        "certificate": page.certificate,
        "conditions": _lines(page.conditions),
        "status_reason": page.status_reason,
    }


def _where(page: Any, place: Any, area: Any, point: list[float] | None) -> dict[str, Any]:
    parts = place.get_url_parts() if place is not None else None
    return {
        "place": {"id": place.pk, "title": place.title, "url": parts[2]} if parts else None,
        "place_name": place.title if place is not None else "",
        "room": page.room,
        "address": page.address or (place.address if place is not None else ""),
        "neighbourhood": neighbourhood_payload(area),
        "lat": point[1] if point else None,
        "lng": point[0] if point else None,
    }


def _when(page: Any, lessons: list[Any], free: list[Any], locale: str) -> dict[str, Any]:
    return {
        "starts_on": page.starts_on.isoformat(),
        "ends_on": page.ends_on.isoformat(),
        "timetable": timetable.words(lessons, locale),
        "lessons": [
            {
                "weekday": lesson.weekday,
                "starts": f"{lesson.starts:%H:%M}",
                "ends": f"{lesson.ends:%H:%M}",
            }
            for lesson in lessons
        ],
        "days_off": [{"day": row.day.isoformat(), "reason": row.reason} for row in free],
        "hours_total": page.hours_total,
    }


def _who(page: Any) -> dict[str, Any]:
    return {
        "min_age": page.min_age,
        "max_age": page.max_age,
        "residents_only": page.residents_only,
        "capacity": page.capacity,
        "min_participants": page.min_participants,
        "fee": f"{page.fee:.2f}",
        "is_free": page.fee == 0,
        "material_note": page.material_note,
    }


def _application(page: Any) -> dict[str, Any]:
    return {
        "applications_open": _iso(page.applications_open),
        "applications_close": _iso(page.applications_close),
        "how_to_apply": page.how_to_apply,
        "documents_needed": _lines(page.documents_needed),
        "contact_phone": page.contact_phone,
        "directorate": directorate_payload(page.directorate),
    }


def _audience(page: Any) -> list[str]:
    low = page.min_age or 0
    high = OLDEST if page.max_age is None else page.max_age
    return [band.name for band in BANDS if low <= band.last and high >= band.first]


def _lines(text: str) -> list[str]:
    return [line for line in (one.strip(" \t-•·") for one in text.splitlines()) if line]


def _utc(moment: datetime) -> datetime:
    """Return the moment in one zone: a form, a revision and the database give different ones."""
    return moment.astimezone(UTC)


def _iso(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="minutes")
