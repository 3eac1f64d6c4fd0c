"""Obituaries as kinds of documents."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.feeds.entries import Event
from content.obituaries import days
from content.obituaries.boards import TEXT, plain_text
from content.obituaries.choices import Ceremony, Prayer
from content.obituaries.corrections import SIGNIFICANT
from content.obituaries.queries import CEMETERY, MOSQUE
from content.obituaries.schemas import ObituaryFields
from content.reference.queries import NEIGHBOURHOOD
from content.standard.queries import guide_to
from search.kinds import Kind, register
from search.queries import Found, Shown


def json_ld(document: Shown) -> dict[str, Any] | None:
    """Return the funeral as a schema.org event while it is to come and may be indexed."""
    data = document.data
    if document.noindex or not data["burial_date"] or data["reduced"]:
        return None
    starts = _starts(data)
    if starts <= timezone.now():
        return None
    place = data["mosque"] or data["cemetery"]
    event = {
        "@type": "Event",
        "name": document.title,
        "description": data["summary"],
        "startDate": starts.isoformat() if data["prayer_time"] else data["burial_date"],
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
    }
    if place:
        event["location"] = {"@type": "Place", "name": place, "address": place}
    return event


def _starts(data: Any) -> datetime:
    """Return when the funeral begins; the end of its day while no clock time is known."""
    clock = data["prayer_time"] or "23:59"
    return timezone.make_aware(datetime.fromisoformat(f"{data['burial_date']}T{clock}"))


def event(document: Shown) -> Event | None:
    """Return the funeral: an hour from the confirmed time, the whole day while none is known."""
    data = document.data
    if not data["burial_date"] or data["reduced"]:
        return None
    place = data["mosque"] or data["cemetery"]
    if not data["prayer_time"]:
        return Event(date.fromisoformat(data["burial_date"]), location=place)
    starts = _starts(data)
    return Event(starts.astimezone(UTC), (starts + timedelta(hours=1)).astimezone(UTC), place)


def guide(document: Shown) -> dict[str, Any]:
    """Return the guide for the bereaved, if there is one."""
    return {"guide": guide_to("bereavement", document.locale)}


def below(request: HttpRequest, found: Found, name: str) -> HttpResponse | None:
    """Answer what stands below a notice: its text to read out or send."""
    return plain_text(str(found.document.data["summary"])) if name == TEXT else None


OBITUARY = register(
    Kind(
        name="obituary",
        fades_days=3,
        personal=True,
        significant=SIGNIFICANT,
        extras={"choices": {"prayer": dict(Prayer.choices), "ceremony": dict(Ceremony.choices)}},
        label=_("Obituary"),
        plural=_("Obituaries"),
        template="pages/obituary.jinja",
        card="pages/cards/obituary.jinja",
        facets=(NEIGHBOURHOOD, MOSQUE, CEMETERY),
        json_ld=json_ld,
        event=event,
        below=below,
        context=guide,
        schema=ObituaryFields,
        icon="condolence",
    )
)
INDEX = register(
    Kind(
        name="obituary_index",
        label=_("Obituaries list"),
        plural=_("Obituaries lists"),
        template="pages/obituary_list.jinja",
        listed=False,
        landing=True,
        view=days.index,
        below=days.below,
        icon="condolence",
    )
)
