"""A course in the vocabulary of schema.org."""

from collections.abc import Mapping
from typing import Any

from content.courses.choices import Certificate, Status
from content.courses.timetable import grouped, lesson_of
from search.queries import Shown

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def json_ld(document: Shown) -> dict[str, Any] | None:
    """Return the schema.org object of a course; nothing for one that is over or cancelled.

    What is not known is left out.
    """
    data = document.data
    if data["status"] in {Status.ENDED, Status.CANCELLED}:
        return None
    certificate = data["certificate"]
    return _known(
        {
            "@type": "Course",
            "name": document.title,
            "description": data["summary"],
            "inLanguage": document.locale,
            "provider": _provider(data),
            "about": data["branch"]["name"],
            "educationalCredentialAwarded": (
                str(Certificate(certificate).label) if certificate != Certificate.NONE else ""
            ),
            "coursePrerequisites": data["conditions"],
            "offers": {
                "@type": "Offer",
                "category": "Free" if data["is_free"] else "Paid",
                "price": data["fee"],
                "priceCurrency": "TRY",
                "availability": "https://schema.org/"
                + ("InStock" if data["applications_open_now"] else "OutOfStock"),
                "validFrom": data["applications_open"],
                "validThrough": data["applications_close"],
            },
            "hasCourseInstance": _instance(document),
        }
    )


def _instance(document: Shown) -> dict[str, Any]:
    data = document.data
    lessons = [lesson_of(row) for row in data["lessons"]]
    return _known(
        {
            "@type": "CourseInstance",
            "courseMode": "Onsite",
            "startDate": data["starts_on"],
            "endDate": data["ends_on"],
            "courseSchedule": [_schedule(data, part) for part in grouped(lessons)],
            "location": _location(data),
            "instructor": (
                {"@type": "Person", "name": data["teacher"]} if data["teacher"] else None
            ),
            "maximumAttendeeCapacity": data["capacity"],
            "courseWorkload": f"PT{data['hours_total']}H" if data["hours_total"] else "",
        }
    )


def _schedule(data: Mapping[str, Any], part: Any) -> dict[str, Any]:
    starts, ends, days = part
    return {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": [f"https://schema.org/{_DAYS[day]}" for day in days],
        "startTime": f"{starts:%H:%M}",
        "endTime": f"{ends:%H:%M}",
        "startDate": data["starts_on"],
        "endDate": data["ends_on"],
        "exceptDate": [row["day"] for row in data["days_off"]],
        "scheduleTimezone": "Europe/Istanbul",
    }


def _provider(data: Mapping[str, Any]) -> dict[str, Any] | None:
    unit = data["directorate"]
    name = unit["name"] if unit else data["brand"]
    return {"@type": "GovernmentOrganization", "name": name} if name else None


def _location(data: Mapping[str, Any]) -> dict[str, Any]:
    geo = None
    if data["lat"] is not None:
        geo = {"@type": "GeoCoordinates", "latitude": data["lat"], "longitude": data["lng"]}
    return _known(
        {
            "@type": "Place",
            "name": data["place_name"] or data["address"],
            "address": data["address"],
            "geo": geo,
        }
    )


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], {})}
