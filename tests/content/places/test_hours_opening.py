"""Open or not: nights, holidays with their half days, exceptions."""

from datetime import date, datetime

import pytest

from content.places import hours
from content.places.hours import HolidayRule, Hours, Special, turkish_holiday

OFFICE = "Mo-Fr 08:30-17:00"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def office(**rules) -> Hours:
    return Hours(hours.parse(OFFICE).spans, **rules)


def test_it_is_open_from_the_first_minute_to_before_the_last():
    opening = office()
    assert hours.is_open(opening, at("2026-11-24T08:30")) is True
    assert hours.is_open(opening, at("2026-11-24T16:59")) is True
    assert hours.is_open(opening, at("2026-11-24T17:00")) is False
    assert hours.is_open(opening, at("2026-11-22T12:00")) is False  # a Sunday


def test_a_night_runs_over_midnight_into_the_next_day():
    bar = hours.parse("Sa 20:00-02:00")
    assert hours.is_open(bar, at("2026-11-29T01:59")) is True
    assert hours.is_open(bar, at("2026-11-29T02:00")) is False
    assert hours.is_open(bar, at("2026-11-28T01:00")) is False


def test_nobody_knows_where_nothing_was_told():
    assert hours.is_open(Hours(), at("2026-11-24T12:00")) is None


def test_what_is_always_open_is_open_on_holidays_too():
    assert hours.is_open(Hours(always_open=True), at("2026-10-29T03:00")) is True


@pytest.mark.parametrize(
    ("rule", "expected"),
    [(HolidayRule.CLOSED, False), (HolidayRule.USUAL, True), (HolidayRule.UNKNOWN, None)],
)
def test_a_public_holiday_follows_the_rule_of_the_place(rule, expected):
    assert hours.is_open(office(public_holidays=rule), at("2026-10-29T10:00")) is expected


def test_the_eve_of_the_republic_closes_at_one_o_clock():
    opening = office(public_holidays=HolidayRule.CLOSED)
    assert hours.is_open(opening, at("2026-10-28T12:59")) is True
    assert hours.is_open(opening, at("2026-10-28T13:00")) is False


def test_religious_feasts_have_a_rule_of_their_own():
    opening = office(public_holidays=HolidayRule.USUAL, religious_holidays=HolidayRule.FIRST_DAY)
    assert hours.is_open(opening, at("2026-05-27T10:00")) is False  # first day of Kurban Bayramı
    assert hours.is_open(opening, at("2026-05-28T10:00")) is True
    assert hours.is_open(opening, at("2026-04-23T10:00")) is True


def test_a_holiday_on_a_closed_day_is_closed_whatever_the_rule():
    assert hours.is_open(office(), at("2026-08-30T10:00")) is False  # a Sunday


def test_an_exception_wins_over_holiday_and_week():
    closed = Special(date(2026, 11, 24), date(2026, 11, 25))
    opened = Special(date(2026, 10, 29), date(2026, 10, 29), "10:00", "12:00")
    opening = office(public_holidays=HolidayRule.CLOSED, specials=(closed, opened))
    assert hours.is_open(opening, at("2026-11-24T10:00")) is False
    assert hours.is_open(opening, at("2026-10-29T10:00")) is True
    assert hours.is_open(opening, at("2026-10-29T12:30")) is False


def test_the_shorter_of_two_exceptions_wins():
    summer = Special(date(2026, 6, 1), date(2026, 8, 31), "08:00", "13:00")
    repair = Special(date(2026, 7, 1), date(2026, 7, 2))
    opening = office(specials=(summer, repair))
    assert hours.is_open(opening, at("2026-07-01T10:00")) is False
    assert hours.is_open(opening, at("2026-07-03T10:00")) is True
    assert hours.is_open(opening, at("2026-07-03T14:00")) is False


def test_summer_hours_do_not_open_an_office_on_sundays_unless_they_say_so():
    span = (date(2026, 6, 1), date(2026, 8, 31), "08:00", "13:00")
    assert hours.is_open(office(specials=(Special(*span),)), at("2026-07-05T10:00")) is False
    every = office(specials=(Special(*span, every_day=True),))
    assert hours.is_open(every, at("2026-07-05T10:00")) is True


def test_the_calendar_knows_whole_half_and_religious_days():
    def marks(day: date):
        found = turkish_holiday(day)
        return found and (found.religious, found.half_day, found.first_day)

    assert marks(date(2026, 11, 24)) is None
    assert marks(date(2026, 10, 29)) == (False, False, False)
    assert marks(date(2026, 3, 19)) == (True, True, False)
    assert marks(date(2026, 3, 20)) == (True, False, True)
    assert marks(date(2026, 3, 21)) == (True, False, False)
