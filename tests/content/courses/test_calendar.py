"""The lessons of a course in words and in calendars, read by a calendar program's own library."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from content.courses import timetable
from content.courses.timetable import Lesson
from tests.factories.courses import cancelled, course, moment

ISTANBUL = ZoneInfo("Europe/Istanbul")
EVENING = (time(18), time(20))
TUESDAY, THURSDAY = Lesson(1, *EVENING), Lesson(3, *EVENING)
SATURDAY = Lesson(5, time(10), time(12, 30))


def local(day: int, hour: int, month: int = 10) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ISTANBUL)


def occurrences(event) -> list[datetime]:
    """Return when an event of a calendar takes place, as a calendar program counts it."""
    from datetime import timedelta

    rule = event["rrule"]
    [until] = rule["UNTIL"]
    days = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
    wanted = {days[str(one)] for one in rule["BYDAY"]}
    dates = event.get("exdate", [])
    dates = dates if isinstance(dates, list) else [dates]
    missed = {one.dt for group in dates for one in group.dts}
    at, found = event["dtstart"].dt, []
    while at <= until:
        if at.weekday() in wanted and at not in missed:
            found.append(at.astimezone(ISTANBUL))
        at += timedelta(days=1)
    return found


def test_lessons_are_told_in_the_words_of_the_language():
    lessons = [SATURDAY, THURSDAY, TUESDAY]
    assert timetable.words(lessons, "tr") == "Salı, Perşembe 18.00–20.00; Cumartesi 10.00–12.30"
    assert timetable.words(lessons, "en") == ("Tuesday, Thursday 18:00–20:00; Saturday 10:00–12:30")
    assert timetable.words([TUESDAY, THURSDAY], "ar").endswith("18:00–20:00")
    assert timetable.words([], "tr") == ""


def test_what_people_look_for_is_known_from_the_lessons():
    assert timetable.times_of([TUESDAY]) == ["weekday", "evening"]
    assert timetable.times_of([SATURDAY, TUESDAY]) == ["weekday", "weekend", "daytime", "evening"]


def test_a_series_begins_with_the_first_lesson_that_is_held():
    [found] = timetable.series(
        [TUESDAY, THURSDAY],
        date(2026, 10, 5),
        date(2026, 10, 31),
        [date(2026, 10, 6), date(2026, 10, 29)],
    )
    assert found.starts == local(8, 18)
    assert found.until == local(27, 18)
    assert found.left_out == ()  # the holiday comes after the last lesson
    assert timetable.series([TUESDAY], date(2026, 10, 7), date(2026, 10, 11), ()) == []


week = st.builds(
    Lesson,
    st.integers(0, 6),
    st.integers(0, 11).map(time),
    st.integers(12, 23).map(time),
)
october = st.integers(1, 31).map(lambda day: date(2026, 10, day))


@given(st.lists(week, max_size=6), october, october, st.lists(october, max_size=5))
def test_the_series_hold_exactly_the_lessons_of_the_days(lessons, one, other, free):
    first, last = min(one, other), max(one, other)
    held = sorted({at for at, _end in timetable.days(lessons, first, last, free)})
    counted = set()
    for part in timetable.series(lessons, first, last, free):
        days = [
            Lesson(day, part.starts.timetz().replace(tzinfo=None), time(23, 59))
            for day in part.weekdays
        ]
        spans = timetable.days(days, part.starts.date(), part.until.date(), ())
        counted |= {at for at, _end in spans} - set(part.left_out)
    assert sorted(counted) == held


@pytest.mark.django_db
def test_the_calendar_of_a_course_has_its_lessons_and_leaves_the_holiday_out():
    with time_machine.travel(local(1, 9, month=9), tick=False):
        page = course(
            "Temel dikiş",
            starts_on=date(2026, 10, 5),
            ends_on=date(2026, 11, 5),
            days_off=[date(2026, 10, 29)],
            lessons=((1, "18:00", "20:00"), (3, "18:00", "20:00"), (5, "10:00", "12:30")),
        )
        response = Client().get(f"{page.url}akis.ics")
    evening, saturday = Calendar.from_ical(response.content).walk("VEVENT")
    assert [at.day for at in occurrences(evening)] == [6, 8, 13, 15, 20, 22, 27, 3, 5]
    assert {at.hour for at in occurrences(evening)} == {18}
    assert [at.day for at in occurrences(saturday)] == [10, 17, 24, 31]
    assert saturday["dtend"].dt - saturday["dtstart"].dt == (
        datetime(2026, 1, 1, 12, 30) - datetime(2026, 1, 1, 10)
    )
    assert evening["uid"] != saturday["uid"]
    assert evening["summary"] == "Temel dikiş"
    assert "attachment" in response["Content-Disposition"]


@pytest.mark.django_db
def test_the_feed_of_the_list_has_the_same_lessons_and_says_what_is_cancelled():
    course("Ebru", lessons=())
    off = cancelled("Takı tasarımı")
    events = Calendar.from_ical(Client().get("/kurslar/akis.ics").content).walk("VEVENT")
    by_title = {str(event["summary"]): event for event in events}
    assert by_title["Takı tasarımı"]["status"] == "CANCELLED"
    assert "İptal: Yeterli başvuru olmadı" in by_title["Takı tasarımı"]["description"]
    whole = by_title["Ebru"]  # nothing is known of its hours: the span of its days
    assert "rrule" not in whole
    assert whole["dtstart"].dt == moment(10).date()
    [own] = Calendar.from_ical(Client().get(f"{off.url}akis.ics").content).walk("VEVENT")
    assert own["uid"] == by_title["Takı tasarımı"]["uid"]


@pytest.mark.django_db
def test_one_course_has_a_calendar_and_no_other_feed():
    page = course()
    assert Client().get(f"{page.url}akis.atom").status_code == 404
    assert Client().get(f"{page.url}akis.ics").content.startswith(b"BEGIN:VCALENDAR")
