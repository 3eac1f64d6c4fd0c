"""The weekly lessons of a course: on which days, when, in words, in calendars. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import override

from content.courses.choices import EVENING_FROM, WEEKEND, LessonTime
from content.feeds.entries import Series


@dataclass(frozen=True, order=True, slots=True)
class Lesson:
    """A lesson of the week; 0 is Monday, the clock is Istanbul's."""

    weekday: int
    starts: time
    ends: time


def grouped(lessons: Iterable[Lesson]) -> list[tuple[time, time, list[int]]]:
    """Return the lessons by their hours, with their weekdays; in the order of the week."""
    found: dict[tuple[time, time], list[int]] = {}
    for lesson in sorted(set(lessons)):
        found.setdefault((lesson.starts, lesson.ends), []).append(lesson.weekday)
    return [(starts, ends, days) for (starts, ends), days in found.items()]


def words(lessons: Iterable[Lesson], locale: str) -> str:
    """Return “Salı, Perşembe 18.00–20.00; Cumartesi 10.00–12.00” in a language."""
    sign = "." if locale == "tr" else ":"
    with override(locale):
        return "; ".join(
            f"{_joined(days, locale)} {_clock(starts, sign)}–{_clock(ends, sign)}"
            for starts, ends, days in grouped(lessons)
        )


def _joined(days: Sequence[int], locale: str) -> str:
    return ("، " if locale == "ar" else ", ").join(str(WEEKDAYS[day]) for day in days)


def _clock(value: time, sign: str) -> str:
    return f"{value:%H}{sign}{value:%M}"


def times_of(lessons: Iterable[Lesson]) -> list[str]:
    """Return what people look for: weekday or weekend, daytime or evening; each that occurs."""
    found = set()
    for lesson in lessons:
        found.add(LessonTime.WEEKEND if lesson.weekday in WEEKEND else LessonTime.WEEKDAY)
        found.add(LessonTime.EVENING if lesson.starts >= EVENING_FROM else LessonTime.DAYTIME)
    return [value for value in LessonTime.values if value in found]


def days(
    lessons: Sequence[Lesson], first: date, last: date, left_out: Iterable[date]
) -> Iterator[tuple[datetime, datetime]]:
    """Yield beginning and end of each lesson between two days, both included."""
    free = set(left_out)
    day = first
    while day <= last:
        if day not in free:
            for lesson in sorted(lessons):
                if lesson.weekday == day.weekday():
                    yield _moment(day, lesson.starts), _moment(day, lesson.ends)
        day += timedelta(days=1)


def series(
    lessons: Sequence[Lesson], first: date, last: date, left_out: Iterable[date]
) -> list[Series]:
    """Return the lessons as repetitions for calendars: one for each hour they begin at.

    Hours whose weekdays do not occur between the two days are left out.
    """
    free = set(left_out)
    found = []
    for starts, ends, weekdays in grouped(lessons):
        same = [Lesson(day, starts, ends) for day in weekdays]
        all_days = list(days(same, first, last, ()))
        held = [span for span in all_days if timezone.localdate(span[0]) not in free]
        if not held:
            continue
        # A calendar shows the first occurrence whatever it leaves out: it begins where one is held.
        begins = held[0]
        missed = [at for at, _end in all_days if at > begins[0] and timezone.localdate(at) in free]
        found.append(
            Series(
                starts=begins[0],
                ends=begins[1],
                weekdays=tuple(weekdays),
                until=held[-1][0],
                left_out=tuple(at for at in missed if at < held[-1][0]),
            )
        )
    return found


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def lesson_of(row: Mapping[str, Any]) -> Lesson:
    """Return a lesson of the API's payload as a value."""
    return Lesson(
        int(row["weekday"]), time.fromisoformat(row["starts"]), time.fromisoformat(row["ends"])
    )
