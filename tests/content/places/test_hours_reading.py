"""Opening hours: OpenStreetMap's syntax to rows and back."""

from datetime import date, datetime

import opening_hours
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.places import hours
from content.places.hours import HolidayRule, Hours, HoursError, Rows, Span, Special

CLOCKS = [f"{hour:02d}:{minute:02d}" for hour in range(24) for minute in (0, 30)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Mo-Fr 08:00-17:00", "Mo-Fr 08:00-17:00"),
        ("Mo-Fr 8:30-17:00; Sa 09:00-12:30", "Mo-Fr 08:30-17:00; Sa 09:00-12:30"),
        ("Mo,We,Fr 10:00-12:00", "Mo 10:00-12:00; We 10:00-12:00; Fr 10:00-12:00"),
        ("09:00-18:00", "Mo-Su 09:00-18:00"),
        ("Mo-Fr 08:00-12:00, 13:00-17:00", "Mo-Fr 08:00-12:00,13:00-17:00"),
        ("Mo-Su 06:00-24:00", "Mo-Su 06:00-24:00"),
        ("Mo-Su 06:00-00:00", "Mo-Su 06:00-24:00"),
        ("Fr-Sa 20:00-02:00", "Fr-Sa 20:00-02:00"),
        ("24/7", "24/7"),
        ("Mo-Su 09:00-18:00; Su off", "Mo-Sa 09:00-18:00"),
        ("Mo-Fr 08:00-17:00; PH off", "Mo-Fr 08:00-17:00; PH off"),
        ("Sa-Mo 10:00-16:00;", "Mo 10:00-16:00; Sa-Su 10:00-16:00"),
        ("Mo-Fr 08:00-17:00; 2026 Dec 31 off", "Mo-Fr 08:00-17:00; 2026 Dec 31 off"),
        (
            "Mo-Fr 08:00-17:00; 2026 Jun 01-2026 Aug 31 Mo-Fr 08:00-13:00",
            "Mo-Fr 08:00-17:00; 2026 Jun 01-2026 Aug 31 Mo-Fr 08:00-13:00",
        ),
        ("", ""),
    ],
)
def test_what_is_read_is_written_in_one_way(text, written):
    assert hours.compose(hours.parse(text)) == written


def test_days_without_a_rule_are_closed_and_a_place_without_rules_is_unknown():
    assert [row["hours"] for row in hours.table(hours.parse("Mo 09:00-10:00"))][1:] == [[]] * 6
    assert hours.table(Hours()) == []


def test_holidays_as_usual_are_read_from_the_list_of_days():
    found = hours.parse("Mo-Su,PH 09:00-18:00")
    assert found.public_holidays is found.religious_holidays is HolidayRule.USUAL


@pytest.mark.parametrize(
    "text",
    [
        "sabahları",
        "Mo-Xx 08:00-17:00",
        "Mo 25:00-26:00",
        "Mo 10:60-11:00",
        "Mo 09:00-09:00",
        "Mo 09:00-24:30",
        "PH 10:00-12:00",
        "2026 Feb 30 off",
        "2026 Dec 31-2026 Dec 01 off",
        "Mo-Fr 08:00+",
        "Mo-Fr 08:00-17:00 || off",
        "week 1-10 Mo 08:00-09:00",
        ";",
    ],
)
def test_what_is_not_understood_is_quoted_and_never_guessed(text):
    with pytest.raises(HoursError) as error:
        hours.parse(text)
    assert str(error.value) in text


def test_equal_hours_of_neighbouring_days_make_one_row_of_the_form():
    spans = hours.parse("Mo-Fr 08:00-17:00; Sa 09:00-12:30").spans
    assert hours.rows_of(spans) == [Rows(0, 4, "08:00", "17:00"), Rows(5, 5, "09:00", "12:30")]


def test_the_payload_of_the_api_gives_the_hours_back():
    found = Hours(
        (Span(0, "09:00", "12:00"), Span(0, "13:00", "02:00")),
        public_holidays=HolidayRule.CLOSED,
        religious_holidays=HolidayRule.FIRST_DAY,
        specials=(
            Special(date(2026, 6, 1), date(2026, 8, 31), "09:00", "13:00", False, "Yaz"),
            Special(date(2026, 7, 1), date(2026, 7, 1), note="Tadilat"),
        ),
    )
    assert hours.from_payload(hours.payload(found)) == found
    always = Hours(always_open=True)
    assert hours.from_payload(hours.payload(always)) == always


spans = st.builds(
    Span, st.integers(0, 6), st.sampled_from(CLOCKS[:24]), st.sampled_from([*CLOCKS[24:], "24:00"])
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.integers(0, 6), spans, min_size=1), st.integers(0, 7 * 48 - 1))
def test_a_foreign_reader_of_the_syntax_finds_it_open_at_the_same_moments(week, half_hour):
    """`opening-hours-py` is another implementation of the specification."""
    found = Hours(tuple(sorted(span._replace(weekday=day) for day, span in week.items())))
    day, at = divmod(half_hour, 48)
    moment = datetime(2026, 11, 2 + day, at // 2, at % 2 * 30)  # a week without a holiday
    foreign = opening_hours.OpeningHours(hours.compose(found)).is_open(moment)
    assert hours.is_open(found, moment) is foreign


@given(st.dictionaries(st.integers(0, 6), spans, min_size=1))
def test_reading_what_was_written_changes_nothing(week):
    found = Hours(tuple(sorted(span._replace(weekday=day) for day, span in week.items())))
    assert hours.parse(hours.compose(found)) == found
