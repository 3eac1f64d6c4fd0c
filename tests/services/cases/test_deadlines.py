import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.places.hours.holidays import turkish_holiday
from services.cases.deadlines import (
    INFORMATION,
    INFORMATION_EXTENDED,
    PETITION,
    PRIVACY,
    Counting,
    Term,
    due_date,
    is_working_day,
    paused,
    working_days_between,
)

EXAMPLES = json.loads((Path(__file__).parent / "data" / "deadline_examples.json").read_text())
DAY = timedelta(days=1)
days = st.dates(date(2024, 1, 1), date(2027, 6, 1))
terms = st.builds(
    Term,
    days=st.integers(1, 60),
    counting=st.sampled_from(Counting),
    source=st.just("own promise"),
    moves=st.booleans(),
)


def closed(day):
    found = turkish_holiday(day)
    return found is not None and not found.half_day


@pytest.mark.parametrize("example", EXAMPLES["answers"], ids=lambda item: item["received"])
def test_worked_examples_of_statutory_terms(example):
    received = date.fromisoformat(example["received"])
    for name, term in (
        ("bilgi_edinme_15_workdays", INFORMATION),
        ("bilgi_edinme_30_workdays", INFORMATION_EXTENDED),
        ("dilekce_30_days", PETITION),
        ("kvkk_30_days", PRIVACY),
        ("dilekce_30_days_if_shifted", Term(30, Counting.CALENDAR, "moved", moves=True)),
    ):
        assert due_date(received, term, closed).isoformat() == example[name], name


@pytest.mark.parametrize("year", EXAMPLES["tax_due_dates"], ids=lambda item: str(item["year"]))
def test_a_last_day_without_office_moves_to_the_next_working_day(year):
    for nominal, moved in (("emlak_1_nominal", "emlak_1"), ("emlak_2_nominal", "emlak_2")):
        eve = date.fromisoformat(year[nominal]) - DAY
        term = Term(1, Counting.CALENDAR, "213 s.K. m.18", moves=True)
        assert due_date(eve, term, closed).isoformat() == year[moved]


def test_an_eve_that_is_free_from_noon_on_is_a_working_day():
    assert is_working_day(date(2026, 3, 19), closed)
    assert not is_working_day(date(2026, 3, 20), closed)
    assert not is_working_day(date(2026, 11, 28), closed)


@given(days, terms)
def test_a_due_date_in_working_days_is_the_last_of_just_so_many(received, term):
    due = due_date(received, term, closed)
    assert due > received
    if term.counting is Counting.WORKING:
        assert working_days_between(received, due, closed) == term.days
        assert working_days_between(received, due - DAY, closed) == term.days - 1
    elif not term.moves:
        assert (due - received).days == term.days
    if term.moves or term.counting is Counting.WORKING:
        assert is_working_day(due, closed)


@given(days, terms, st.integers(0, 40), st.integers(0, 40))
def test_a_wait_for_the_citizen_never_shortens_and_costs_what_it_took(received, term, asked, took):
    due = due_date(received, term, closed)
    since = received + asked * DAY
    later = paused(due, since, since + took * DAY, term, closed)
    assert later >= due
    if term.counting is Counting.WORKING:
        waited = working_days_between(since, since + took * DAY, closed)
        assert working_days_between(due, later, closed) == waited
    elif not term.moves:
        assert later - due == took * DAY
    assert paused(due, since, since, term, closed) == due


def test_nonsense_is_refused():
    with pytest.raises(ValueError, match="before the question"):
        paused(date(2026, 3, 1), date(2026, 2, 2), date(2026, 2, 1), PETITION, closed)
    for count in (0, -1, 10**6):
        with pytest.raises(ValueError, match="a term has"):
            Term(count, Counting.WORKING, "x")
