"""Reports, topics and updates in the words of GeoReport v2. Called with a language active."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from content.full_addresses import absolute
from services.cases.kinds import Phase
from services.cases.models import Entry
from services.open311.formats import CONTENT_TYPES, JSON, XML
from services.requests.kinds import CM
from services.requests.models import Category, Report
from services.requests.questions import NO, YES, text_in

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGED = "2026-11-30T00:00:00+03:00"
"""When what this endpoint can do changed last; for the discovery."""
DATATYPES = {
    "text": "string",
    "number": "number",
    "date": "datetime",
    "yes_no": "singlevaluelist",
    "choice": "singlevaluelist",
}


def moment(at: datetime) -> str:
    """Return a moment as W3C's note writes it, with the zone's offset."""
    return timezone.localtime(at).isoformat(timespec="seconds")


def discovery(contact: str) -> dict[str, Any]:
    """Return where the endpoint is and how to get a key."""
    return {
        "changeset": CHANGED,
        "contact": contact,
        "key_service": contact,
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": absolute("/open311/v2"),
                "changeset": CHANGED,
                "type": "test" if settings.DEMO else "production",
                "formats": [CONTENT_TYPES[one].partition(";")[0] for one in (XML, JSON)],
            }
        ],
    }


def service(topic: Category) -> dict[str, Any]:
    """Return a topic as a service."""
    words = [line.strip() for line in topic.words.splitlines() if line.strip()]
    return {
        "service_code": topic.slug,
        "service_name": topic.label,
        "description": " ".join(part for part in (topic.stop, _duty(topic)) if part),
        "metadata": bool(topic.questions),
        "type": "realtime",
        "keywords": ", ".join(word.replace(",", " ") for word in words),
        "group": topic.group.label if topic.group else "",
    }


def _duty(topic: Category) -> str:
    """Return whose duty it is, or our promise."""
    if topic.body is not None:
        return _("Duty of another body: %(name)s %(phone)s") % {
            "name": topic.body.name,
            "phone": topic.body.phone,
        }
    if not topic.promise_days:
        return ""
    promise = ngettext(
        "We promise an answer in %(days)d working day.",
        "We promise an answer in %(days)d working days.",
        topic.promise_days,
    )
    return promise % {"days": topic.promise_days}


def definition(topic: Category) -> dict[str, Any]:
    """Return a topic's further questions as attributes."""
    return {
        "service_code": topic.slug,
        "attributes": [
            _attribute(question, order) for order, question in enumerate(topic.questions, start=1)
        ],
    }


def _attribute(question: Mapping[str, Any], order: int) -> dict[str, Any]:
    language = get_language() or "tr"
    found = {
        "variable": True,
        "code": question["name"],
        "datatype": DATATYPES[question["kind"]],
        "required": bool(question.get("needed")),
        "datatype_description": text_in(question.get("hint"), language),
        "order": order,
        "description": text_in(question["label"], language),
    }
    if question["kind"] == "yes_no":
        found["values"] = [{"key": YES, "name": _("Yes")}, {"key": NO, "name": _("No")}]
    elif question["kind"] == "choice":
        found["values"] = [
            {"key": str(choice["value"]), "name": text_in(choice["label"], language)}
            for choice in question["choices"]
        ]
    return found


def request(row: Report, *, extended: bool) -> dict[str, Any]:
    """Return a report. Of one that is not public only where it stands: no words and no place."""
    is_public = row.is_public
    found: dict[str, Any] = {
        "service_request_id": str(row.pk),
        "status": status_of(row.phase),
        "status_notes": str(CM.status(row.status).label),
        "service_name": row.category.label,
        "service_code": row.category.slug,
        "description": row.public_text if is_public else "",
        "agency_responsible": row.directorate.name if row.directorate else "",
        "service_notice": notice_of(row),
        "requested_datetime": moment(row.received_at),
        "updated_datetime": moment(_updated(row)),
        "expected_datetime": _expected(row),
        "address": _address(row) if is_public else "",
        "address_id": row.neighbourhood.slug if is_public and row.neighbourhood else "",
        "zipcode": "",
        "lat": row.lat if is_public else None,
        "long": row.lng if is_public else None,
        "media_url": _photo(row) if is_public else "",
    }
    if extended:
        found["extended_attributes"] = {
            "public": is_public,
            "status_code": row.status,
            "group": row.category.group.label if row.category.group else "",
            "joined": row.joined,
            "url": absolute(reverse("report_public", args=[row.pk])) if is_public else "",
        }
    return found


def status_of(phase: str) -> str:
    """Return the specification's status: what waits for the citizen is open."""
    return "closed" if phase == Phase.CLOSED else "open"


def notice_of(row: Report) -> str:
    """Return what is promised of it."""
    if row.promised_on is None or row.phase == Phase.CLOSED:
        return ""
    return _("We promise an answer by %(date)s.") % {
        "date": date_format(row.promised_on, "DATE_FORMAT")
    }


def update(entry: Entry, directorates: Mapping[str, str]) -> dict[str, Any]:
    """Return what was told of a report: its status then, and never what an officer wrote."""
    name = entry.data.get("after") or entry.data.get("status") or ""
    directorate = entry.data.get("directorate") or ""
    report = entry.case.report
    given_to = directorates.get(directorate, directorate)
    words = str(CM.status(name).label) if name else _("Given to: %(name)s") % {"name": given_to}
    return {
        "update_id": f"{report.pk}-{entry.number}",
        "service_request_id": str(report.pk),
        "status": status_of(CM.status(name).phase) if name else "open",
        "updated_datetime": moment(entry.at),
        "description": words,
        "media_url": "",
    }


def filed(row: Report, *, extended: bool) -> list[dict[str, Any]]:
    """Return the answer to who filed a report; the reference stands in the notice, to be shown."""
    reference = str(row.case.reference)
    told = _("Your reference is %(reference)s.") % {"reference": reference}
    found: dict[str, Any] = {
        "service_request_id": str(row.pk),
        "service_notice": " ".join(
            part for part in (told, str(CM.status(row.status).told), notice_of(row)) if part
        ),
        "account_id": "",
    }
    if extended:
        found["extended_attributes"] = {"reference": reference, "status_code": row.status}
    return [found]


def _updated(row: Any) -> datetime:
    """Return when something was told last; of a closed one, when it was closed."""
    if row.phase == Phase.CLOSED and row.closed_at is not None:
        return row.closed_at  # type: ignore[no-any-return]
    return max(row.told_at or row.received_at, row.received_at)  # type: ignore[no-any-return]


def _expected(row: Report) -> str:
    if row.promised_on is None:
        return ""
    last = datetime.combine(row.promised_on, time(23, 59, 59))
    return moment(timezone.make_aware(last))


def _address(row: Report) -> str:
    area = row.neighbourhood.name if row.neighbourhood else ""
    return ", ".join(part for part in (row.street, area) if part)


def _photo(row: Any) -> str:
    """Return the first photo of which an officer has made a public copy."""
    photos: Iterable[Any] = row.case.public_ones
    first = next(iter(photos), None)
    if first is None:
        return ""
    return absolute(reverse("casedesk_public_photo", args=[first.public_photo.public_id]))
