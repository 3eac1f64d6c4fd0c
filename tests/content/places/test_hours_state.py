"""Open until when, closed until when: at every minute, through nights, feasts and Ramadan."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.places import hours
from content.places.hours import HolidayRule, Hours, Special, in_ramadan
from content.places.labels import open_label

ISTANBUL = ZoneInfo("Europe/Istanbul")
OFFICE = hours.parse("Mo-Fr 08:30-12:30,13:30-17:00").spans
CLOSED = HolidayRule.CLOSED


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ISTANBUL)


def office(**rules) -> Hours:
    return Hours(OFFICE, **{"public_holidays": CLOSED, "religious_holidays": CLOSED, **rules})


def said(opening: Hours, moment: str) -> str:
    label = open_label(hours.payload(opening), at(moment))
    return label.text if label else ""


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-24T08:29", "Şimdi kapalı, açılış bugün 08.30"),
        ("2026-11-24T08:30", "Bugün 12.30’a kadar açık"),
        ("2026-11-24T12:29", "Bugün 12.30’a kadar açık"),
        ("2026-11-24T12:30", "Şimdi kapalı, açılış bugün 13.30"),
        ("2026-11-24T16:59", "Bugün 17.00’ye kadar açık"),
        ("2026-11-24T17:00", "Şimdi kapalı, açılış yarın 08.30"),
        ("2026-11-27T17:00", "Şimdi kapalı, açılış Pazartesi 08.30"),
    ],
)
def test_the_words_change_at_the_minute(moment, words):
    assert said(office(), moment) == words


@pytest.mark.parametrize(
    ("text", "moment", "words"),
    [
        ("24/7", "2026-11-24T03:00", "Şimdi açık, 24 saat"),
        ("Mo-Su 00:00-24:00", "2026-11-24T03:00", "Şimdi açık, 24 saat"),
        ("Sa 20:00-02:00", "2026-11-28T23:00", "Gece 02.00’ye kadar açık"),
        ("Sa 20:00-02:00", "2026-11-29T01:59", "Bugün 02.00’ye kadar açık"),
        ("Sa 20:00-02:00", "2026-11-29T02:00", "Şimdi kapalı, açılış Cumartesi 20.00"),
        ("Mo-Su 09:00-24:00", "2026-11-24T22:00", "Bugün 24.00’e kadar açık"),
        ("Mo 09:00-24:00; Tu 00:00-03:00", "2026-11-23T22:00", "Gece 03.00’e kadar açık"),
    ],
)
def test_nights_and_whole_days(text, moment, words):
    assert said(hours.parse(text), moment) == words


def test_a_holiday_an_eve_and_a_feast():
    assert said(office(), "2026-10-29T10:00") == "Şimdi kapalı, açılış yarın 08.30"
    assert said(office(), "2026-10-28T10:00") == "Bugün 12.30’a kadar açık"
    # The eve of Ramazan Bayramı, a Thursday: closed from 13.00 until the feast is over.
    assert said(office(), "2026-03-19T14:00") == "Şimdi kapalı, açılış Pazartesi 08.30"
    unknown = Hours(OFFICE)
    assert said(unknown, "2026-10-29T10:00").startswith("Bugün Cumhuriyet Bayramı: kapalı olabilir")
    assert said(unknown, "2026-10-27T17:30") == "Şimdi kapalı"  # tomorrow nobody knows


def test_an_exception_is_said_too():
    opening = office(specials=(Special(date(2026, 11, 24), date(2026, 11, 24), "10:00", "11:00"),))
    assert said(opening, "2026-11-24T10:30") == "Bugün 11.00’e kadar açık"
    assert said(opening, "2026-11-24T11:00") == "Şimdi kapalı, açılış yarın 08.30"


def test_nothing_is_said_where_nothing_is_known():
    assert said(Hours(), "2026-11-24T10:00") == ""


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2024-03-11", "2024-04-09"),
        ("2025-03-01", "2025-03-29"),
        ("2026-02-19", "2026-03-19"),
        ("2027-02-08", "2027-03-08"),
    ],
)
def test_ramadan_lasts_from_its_first_day_to_the_eve_of_the_feast(first, last):
    begin, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    found = [day for day in range(begin - 40, end + 40) if in_ramadan(date.fromordinal(day))]
    assert found == list(range(begin, end + 1))


@pytest.mark.parametrize("year", [2024, 2029, 2030, 2033, 2040])
def test_every_year_has_a_ramadan_of_29_or_30_days_before_its_feast(year):
    days = [day for day in _days(year) if in_ramadan(day)]
    for day in days:
        following = date.fromordinal(day.toordinal() + 1)
        holiday = hours.turkish_holiday(following)
        assert in_ramadan(following) or (holiday is not None and holiday.first_day)
    assert len(days) <= 61


def _days(year: int):
    first = date(year, 1, 1).toordinal()
    return [date.fromordinal(first + number) for number in range(365)]


def test_ramadan_hours_replace_the_week_in_that_month_alone():
    opening = office(ramadan=hours.parse("Mo-Fr 09:00-15:30").spans)
    assert said(opening, "2026-02-18T16:00") == "Bugün 17.00’ye kadar açık"
    assert said(opening, "2026-02-19T15:00") == "Bugün 15.30’a kadar açık"
    assert said(opening, "2026-02-19T16:00") == "Şimdi kapalı, açılış yarın 09.00"
    assert hours.from_payload(hours.payload(opening)) == opening


def test_the_night_after_a_holiday_of_unknown_hours_is_unknown_as_long_as_they_would_last():
    # Saturday 29 March 2025 is the feast's eve: nobody knows when a bar closed that night.
    opening = hours.parse("Fr-Sa 20:00-02:00")
    for clock, known in (("00:30", None), ("01:59", None), ("02:00", False), ("12:00", False)):
        moment = datetime.fromisoformat(f"2025-03-30T{clock}").replace(tzinfo=ISTANBUL)
        assert hours.is_open(opening, moment) is known
        assert hours.state(opening, moment).open is known


def test_there_is_no_summer_time():
    # Turkey left it in 2016; on the Sunday Europe changes its clocks nothing happens here.
    opening = hours.parse("Su 09:00-17:00")
    moment = datetime.fromisoformat("2026-03-29T06:30+00:00").astimezone(ISTANBUL)
    assert moment.hour == 9
    assert hours.is_open(opening, moment) is True
    assert said(opening, "2026-10-25T16:59") == "Bugün 17.00’ye kadar açık"


@given(st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31)))
def test_what_is_said_agrees_with_open_or_not(moment):
    aware = moment.replace(tzinfo=ISTANBUL)
    for text in ("Mo-Sa 08:30-19:00; PH off", "Fr-Sa 20:00-02:00", "24/7"):
        opening = hours.parse(text)
        state = hours.state(opening, aware)
        assert state.open == hours.is_open(opening, aware)
        assert state.until is None or state.until > aware
        assert state.opens is None or state.opens > aware
