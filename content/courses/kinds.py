"""Courses as kinds of documents."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.courses import timetable
from content.courses.choices import Status
from content.courses.json_ld import json_ld
from content.courses.lists import COURSES
from content.courses.queries import AUDIENCE, BRANCH, LESSON_TIME, STATUS
from content.courses.schemas import CourseFields
from content.courses.turns import SIGNIFICANT, condition, turn
from content.feeds.entries import Event
from content.lists import list_view
from content.reference.queries import DIRECTORATE, NEIGHBOURHOOD
from search.kinds import Kind, register
from search.queries import Shown


def event(document: Shown) -> Event:
    """Return the course with its lessons; from the first to the last day while none are known."""
    data = document.data
    first, last = (date.fromisoformat(data[name]) for name in ("starts_on", "ends_on"))
    lessons = [timetable.lesson_of(row) for row in data["lessons"]]
    free = [date.fromisoformat(row["day"]) for row in data["days_off"]]
    series = timetable.series(lessons, first, last, free)
    starts: Any = first
    ends: Any = last
    if series:
        starts = min(part.starts for part in series).astimezone(UTC)
        ends = timezone.make_aware(datetime.combine(last + timedelta(days=1), time()))
        ends = ends.astimezone(UTC)
    return Event(
        starts,
        ends,
        ", ".join(part for part in (data["place_name"], data["room"], data["address"]) if part),
        is_cancelled=data["status"] == Status.CANCELLED,
        series=tuple(series),
    )


COURSE = register(
    Kind(
        name="course",
        fades_days=30,
        significant=SIGNIFICANT,
        condition=condition,
        turn=turn,
        turns_by_time=True,
        label=_("Course"),
        plural=_("Courses"),
        template="pages/course.jinja",
        card="pages/cards/course.jinja",
        facets=(BRANCH, NEIGHBOURHOOD, AUDIENCE, LESSON_TIME, STATUS, DIRECTORATE),
        json_ld=json_ld,
        event=event,
        schema=CourseFields,
        icon="graduation",
    )
)
INDEX = register(
    Kind(
        name="course_index",
        label=_("Courses list"),
        plural=_("Courses lists"),
        template="pages/course_list.jinja",
        listed=False,
        landing=True,
        view=list_view(COURSES),
        icon="graduation",
    )
)
