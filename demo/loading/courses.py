"""Courses in all their states, relative to today, and translations of two."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from content.courses.models import (
    CourseBranch,
    CourseDayOff,
    CourseIndexPage,
    CourseLesson,
    CoursePage,
)
from content.places.models import PlacePage
from demo.loading.context import Loading, add
from demo.loading.texts import publish


def load_courses(run: Loading) -> None:
    """Load branches, list and courses."""
    data = run.data("courses")
    branches = {
        row["slug"]: CourseBranch.objects.update_or_create(
            slug=row["slug"], defaults={**row, "order": order}
        )[0]
        for order, row in enumerate(data["branches"])
    }
    title, introduction = data["index"]["tr"]
    index = add(run.home, CourseIndexPage(title=title, slug="kurslar", introduction=introduction))
    places = {
        page.external_id: page
        for page in PlacePage.objects.filter(
            locale=index.locale, external_id__in={row["place"] for row in data["courses"]}
        )
    }
    for row in data["courses"]:
        page = _course(run, data, row)
        page.branch = branches[row["branch"]]
        page.place = places.get(row["place"])
        add(index, page, run.moment(min(row["opens_day"] - 7, -1)))
    _translate(run, index, data)


def _course(run: Loading, data: dict[str, Any], row: dict[str, Any]) -> CoursePage:
    page = CoursePage(
        external_id=row["key"],
        title=row["title"],
        brand=data["brand"],
        summary=row["summary"],
        description=row.get("description", ""),
        room=row.get("room", ""),
        address=row.get("address", ""),
        neighbourhood=run.neighbourhoods.get(row.get("area", "")),
        starts_on=run.day(row["start_day"]),
        ends_on=run.day(row["end_day"]),
        hours_total=row["hours"],
        teacher=row.get("teacher", ""),
        teacher_consents=bool(row.get("teacher")),
        min_age=row.get("min_age"),
        max_age=row.get("max_age"),
        residents_only=row.get("residents", False),
        fee=Decimal(row.get("fee", "0.00")),
        material_note=row.get("material", ""),
        capacity=row.get("capacity"),
        min_participants=row.get("minimum"),
        applications_open=_moment(run, row["opens_day"], 9),
        applications_close=_moment(run, row["closes_day"], 17),
        how_to_apply=data["how"],
        directorate=run.directorates.get(data["directorate"]),
        certificate=row.get("certificate", "attendance"),
        documents_needed="\n".join(row["documents"]),
        conditions="\n".join(row["conditions"]),
        standing=row.get("standing", "as_planned"),
        status_reason=row.get("reason", ""),
    )
    page.lessons.set(
        [
            CourseLesson(
                sort_order=order,
                weekday=weekday,
                starts_at=time.fromisoformat(starts),
                ends_at=time.fromisoformat(ends),
            )
            for order, (weekday, starts, ends) in enumerate(row["lessons"])
        ]
    )
    page.days_off.set(
        [
            CourseDayOff(sort_order=order, day=_lesson_day(run, row, offset), reason=reason)
            for order, (offset, reason) in enumerate(row.get("off", []))
        ]
    )
    return page


def _lesson_day(run: Loading, row: dict[str, Any], offset: int) -> date:
    """Return the first day from `offset` on that has a lesson."""
    weekdays = {weekday for weekday, _starts, _ends in row["lessons"]}
    days = (run.day(offset + more) for more in range(7))
    return next(day for day in days if day.weekday() in weekdays)


def _moment(run: Loading, offset: int, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(run.day(offset), time(hour)))


def _translate(run: Loading, index: Any, data: dict[str, Any]) -> None:
    for code in ("en", "ar"):
        parent = index.copy_for_translation(run.locales[code])
        parent.title, parent.introduction = data["index"][code]
        publish(parent)
        for row in data["courses"]:
            words = row.get("translations", {}).get(code)
            if words is None:
                continue
            source = CoursePage.objects.get(external_id=row["key"], locale=index.locale)
            page = source.copy_for_translation(run.locales[code])
            page.title, page.summary = words["title"], words["summary"]
            page.description, page.room = words["description"], words["room"]
            page.material_note, page.how_to_apply = words["material"], words["how"]
            page.documents_needed = "\n".join(words["documents"])
            page.conditions = "\n".join(words["conditions"])
            publish(page)
