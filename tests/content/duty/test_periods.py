"""When a duty begins and ends, and which one holds at a moment."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.duty.periods import DAY, Rules, duty_at, duty_of

ISTANBUL = ZoneInfo("Europe/Istanbul")
RULES = Rules()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ISTANBUL)


@pytest.mark.parametrize(
    ("day", "starts"),
    [
        ("2026-11-24", "19:00"),  # a Tuesday
        ("2026-11-28", "19:00"),  # a Saturday
        ("2026-11-29", "08:30"),  # a Sunday
        ("2026-10-29", "08:30"),  # Republic Day, a Thursday
        ("2026-10-28", "13:00"),  # its eve, a half holiday
        ("2026-03-19", "13:00"),  # the eve of Ramazan Bayramı
        ("2026-03-20", "08:30"),  # its first day, a Friday
        ("2026-05-27", "08:30"),  # the first day of Kurban Bayramı
    ],
)
def test_it_begins_when_the_other_pharmacies_close_and_ends_the_next_morning(day, starts):
    duty = duty_of(date.fromisoformat(day), RULES)
    assert f"{duty.starts:%Y-%m-%d %H:%M}" == f"{day} {starts}"
    assert duty.ends == at(f"{duty.day + DAY}T08:30")


def test_saturdays_may_have_an_own_hour():
    rules = Rules(saturday_from=time(14))
    assert duty_of(date(2026, 11, 28), rules).starts == at("2026-11-28T14:00")
    assert duty_of(date(2026, 11, 27), rules).starts == at("2026-11-27T19:00")


@pytest.mark.parametrize(
    ("moment", "day", "holds"),
    [
        ("2026-11-24T18:59", "2026-11-24", False),
        ("2026-11-24T19:00", "2026-11-24", True),
        ("2026-11-24T23:59", "2026-11-24", True),
        ("2026-11-25T00:00", "2026-11-24", True),
        ("2026-11-25T02:00", "2026-11-24", True),
        ("2026-11-25T08:29", "2026-11-24", True),
        ("2026-11-25T08:30", "2026-11-25", False),
        ("2026-11-29T08:29", "2026-11-28", True),  # Sunday morning: Saturday's still
        ("2026-11-29T08:30", "2026-11-29", True),  # then Sunday's, without a gap
        ("2026-11-30T03:00", "2026-11-29", True),
    ],
)
def test_past_midnight_yesterdays_duty_still_holds(moment, day, holds):
    duty = duty_at(at(moment), RULES)
    assert duty.day.isoformat() == day
    assert duty.holds(at(moment)) is holds


def test_the_clock_of_the_reader_or_the_server_does_not_matter():
    in_utc = at("2026-11-25T02:00").astimezone(ZoneInfo("UTC"))
    assert duty_at(in_utc, RULES).day == date(2026, 11, 24)


@given(st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31)))
def test_of_a_moments_duty_the_end_always_lies_ahead_and_never_two_hold(moment):
    aware = moment.replace(tzinfo=ISTANBUL)
    duty = duty_at(aware, RULES)
    assert duty.ends > aware
    following = duty_of(duty.day + DAY, RULES)
    assert duty.ends <= following.starts
