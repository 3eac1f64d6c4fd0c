"""Worked examples and hard cases; what holds for every debt is in test_late_fee_properties."""

import json
from datetime import date, datetime
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import pytest

from services.debts.late_fee import RATES, FractionReading, UnknownRateError, late_fee
from services.debts.rates import Rate, RateTable

D = Decimal
EXAMPLES = json.loads((Path(__file__).parent / "data" / "late_fee_examples.json").read_text())
BY_DAY = FractionReading.BY_DAY


def day(text):
    return date.fromisoformat(text)


def fee(principal, due, paid, *rates, **options):
    return late_fee(D(principal), day(due), day(paid), *rates, **options)


def table(*rows):
    return RateTable.of(Rate(day(start), D(percent)) for start, percent in rows)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e['due']}–{e['paid']}")
def test_every_worked_example_is_equal_to_the_kurus_in_both_readings(example):
    args = example["principal"], example["due"], example["paid"]
    assert fee(*args).amount == D(example["late_fee"])
    assert fee(*args, reading=BY_DAY).amount == D(example["late_fee_if_fraction_split_by_rate"])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e['due']}–{e['paid']}")
def test_every_worked_example_goes_through_the_same_months_and_days(example):
    lines = fee(example["principal"], example["due"], example["paid"]).lines
    assert [(line.start, line.end) for line in lines] == [
        (day(s["start"]), day(s["end"])) for s in example["segments"]
    ]
    for line, segment in zip(lines, example["segments"], strict=True):
        if segment["unit"].startswith("ay"):
            assert (line.months, line.days, line.monthly_rate) == (1, 0, D(segment["rate"]))
        else:
            assert (line.months, line.days) == (0, int(segment["unit"]))
            assert line.factor == D(segment["rate"])


@pytest.mark.parametrize(
    ("due", "ends"),
    [
        # due on the last day of a month: calendar months
        ("2024-01-31", ["2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31"]),
        ("2025-01-31", ["2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31"]),
        ("2024-02-29", ["2024-03-31", "2024-04-30", "2024-05-31"]),
        ("2025-02-28", ["2025-03-31", "2025-04-30", "2025-05-31"]),
        ("2025-04-30", ["2025-05-31", "2025-06-30"]),
        # 28 February of a leap year is not the last day
        ("2024-02-28", ["2024-03-28", "2024-04-28"]),
        # no such day in February: its last day, then back to the day before
        ("2024-01-30", ["2024-02-29", "2024-03-30", "2024-04-30", "2024-05-30"]),
        ("2025-01-30", ["2025-02-28", "2025-03-30", "2025-04-30", "2025-05-30"]),
        ("2025-01-29", ["2025-02-28", "2025-03-29", "2025-04-29"]),
        ("2024-12-31", ["2025-01-31", "2025-02-28"]),
        ("2024-12-15", ["2025-01-15", "2025-02-15"]),
    ],
)
def test_a_month_ends_the_day_before_the_day_it_began_on(due, ends):
    lines = fee("1000", due, ends[-1]).lines
    assert [line.end for line in lines] == [day(end) for end in ends]
    assert all(line.months == 1 for line in lines)


def test_the_due_day_and_the_days_before_cost_nothing():
    for paid in ("2025-06-02", "2025-06-01", "1985-01-01"):
        assert fee("750.00", "2025-06-02", paid) == late_fee(
            D(0), day("2025-01-01"), day("2026-01-01")
        )
        assert (fee("750.00", "2025-06-02", paid).amount, fee("750", "2025-06-02", paid).lines) == (
            0,
            (),
        )


def test_the_first_day_late_costs_one_day():
    found = fee("100000", "2026-06-01", "2026-06-02")
    assert found.amount == D("123.40")
    assert (found.lines[0].days, found.lines[0].start) == (1, day("2026-06-02"))


@pytest.mark.parametrize(
    ("paid", "amount"),
    [
        ("2026-07-30", "3578.60"),  # 29 days × 0.001234
        ("2026-07-31", "3700.00"),  # 30 days are a month, not 30 × 0.001234 = 3702.00
        ("2026-08-01", "3700.00"),  # and so are the 31 days of a whole month
        ("2026-08-02", "3823.40"),
    ],
)
def test_thirty_days_are_a_month(paid, amount):
    assert fee("100000", "2026-07-01", paid).amount == D(amount)


def test_february_is_a_whole_month_with_its_28_days():
    assert fee("1000", "2025-01-31", "2025-02-28").amount == D("45.00")
    assert fee("1000", "2025-01-31", "2025-02-27").amount == D("40.50")


@pytest.mark.parametrize(
    ("percent", "factor"),
    [
        ("1.6", "0.000534"),
        ("4", "0.001334"),
        ("3.7", "0.001234"),
        ("4.5", "0.0015"),
        ("1.40", "0.000467"),
    ],
)
def test_the_daily_factor_is_rounded_up_at_the_sixth_decimal(percent, factor):
    assert fee("1000", "2025-01-10", "2025-01-11", table(("2020-01-01", percent))).lines[
        0
    ].factor == D(factor)


def test_a_month_that_began_under_the_old_rate_keeps_it_to_its_end():
    # 13.11.2025: from 4.5 to 3.7. The month 3 November to 2 December began before.
    lines = fee("1000", "2025-11-02", "2026-01-02").lines
    assert [line.monthly_rate for line in lines] == [D("4.5"), D("3.7")]


def test_a_rate_that_begins_the_day_after_the_due_date_holds_from_the_first_day():
    assert fee("1000", "2025-11-12", "2025-12-12").amount == D("37.00")


@pytest.mark.parametrize(
    ("due", "period_start", "by_day"),
    [
        # the change on the due date itself: every day of the term is under the new rate
        ("2025-11-13", "12.34", "12.34"),
        # one day under the old rate: 0.0015 × 10 against 0.0015 + 9 × 0.001234
        ("2025-11-11", "15.00", "12.61"),
    ],
)
def test_a_rate_change_around_the_due_date(due, period_start, by_day):
    paid = date.fromordinal(day(due).toordinal() + 10).isoformat()
    assert fee("1000", due, paid).amount == D(period_start)
    assert fee("1000", due, paid, reading=BY_DAY).amount == D(by_day)


def test_a_rate_change_on_the_day_of_payment_counts_for_that_day_alone():
    found = fee("10000", "2025-11-02", "2025-11-13", reading=BY_DAY)
    assert [(line.days, line.factor) for line in found.lines] == [
        (10, D("0.0015")),
        (1, D("0.001234")),
    ]
    assert found.amount == D("162.34")
    assert fee("10000", "2025-11-02", "2025-11-13").amount == D("165.00")


def test_several_changes_inside_one_month():
    rates = table(
        ("2025-01-01", "3"), ("2025-03-05", "6"), ("2025-03-10", "1.5"), ("2025-03-20", "3")
    )
    whole = fee("1000", "2025-02-28", "2025-03-31", rates)
    assert (
        whole.amount
        == D("30.00")
        == fee("1000", "2025-02-28", "2025-03-31", rates, reading=BY_DAY).amount
    )
    part = fee("1000", "2025-02-28", "2025-03-21", rates, reading=BY_DAY)
    assert [line.days for line in part.lines] == [4, 5, 10, 2]
    assert part.amount == D("21.00")  # 4 + 10 + 5 + 2
    assert fee("1000", "2025-02-28", "2025-03-21", rates).amount == D("21.00")


def test_a_thirty_day_fraction_is_a_month_at_its_first_days_rate_in_both_readings():
    for reading in FractionReading:
        assert fee("1000", "2025-10-31", "2025-11-30", reading=reading).amount == D("45.00")
        assert fee("1000", "2025-09-30", "2025-10-30", reading=reading).amount == D("45.00")
        assert fee("1000", "2025-12-31", "2026-01-30", reading=reading).amount == D("37.00")


def test_read_by_day_a_rise_makes_the_fee_fall_when_the_month_is_complete():
    """Why the reading by days is not the default."""
    before = fee("1000", "2023-11-10", "2023-12-09", reading=BY_DAY).amount
    after = fee("1000", "2023-11-10", "2023-12-10", reading=BY_DAY).amount
    assert (before, after) == (D("32.84"), D("25.00"))


def test_years_of_delay_run_through_all_rates():
    """Months counted by hand, by the rate on the first day of each (the first of a month)."""
    months = {
        "1.40": 94,  # 11.2010 (due 31.10.2010) to 08.2018
        "1.40 begun before 05.09.2018": 1,
        "2": 9,  # 10.2018–06.2019
        "2.5": 4,  # 07.–10.2019: October began a day before 2 % did
        "2 again": 2,  # 11.–12.2019
        "1.6": 31,  # 01.2020–07.2022: July 2022 began before 2.5 % did
        "2.5 again": 16,  # 08.2022–11.2023: November 2023 began before 3.5 %
        "3.5": 6,  # 12.2023–05.2024
        "4.5": 18,  # 06.2024–11.2025
        "3.7": 7,  # 12.2025–06.2026
    }
    percent = sum(D(name.split()[0]) * count for name, count in months.items())
    found = fee("1000", "2010-10-31", "2026-06-30")
    assert len(found.lines) == sum(months.values()) == 188
    assert found.amount == percent * 10


def test_before_2004_the_fraction_of_a_month_counted_as_a_month():
    assert fee("10000", "2003-12-15", "2004-01-01").amount == D("400.00")
    assert fee("10000", "2003-12-15", "2004-01-02").amount == D("240.12")  # 18 × 0.001334


def test_the_fee_is_at_least_one_lira():
    found = fee("0.01", "2026-06-01", "2026-06-02")
    assert (found.amount, found.minimum_top_up) == (D("1.00"), D("1.00"))
    assert sum(line.amount for line in found.lines) == 0
    just_over = fee("27.27", "2026-06-01", "2026-07-01")  # 1.00899
    assert (just_over.amount, just_over.minimum_top_up) == (D("1.01"), 0)


def test_halves_of_a_kurus_are_rounded_up():
    rates = table(("2020-01-01", "0.5"))
    assert fee("201.00", "2025-01-31", "2025-02-28", rates).amount == D("1.01")  # 1.005
    assert fee("203.00", "2025-01-31", "2025-02-28", rates).amount == D("1.02")  # 1.015


def test_very_large_amounts_stay_exact_whatever_the_callers_context():
    principal = "98765432109876543210987654321.99"
    with localcontext() as context:
        context.prec = 6
        found = fee(principal, "2026-06-01", "2026-07-02")
    # × (0.037 + 0.001234), by whole numbers
    exact = 9876543210987654321098765432199 * 38234
    assert Fraction(found.amount) * 100 == (exact + 500_000) // 1_000_000
    assert found.amount.as_tuple().exponent == -2


def test_lines_tell_what_they_multiply():
    month, fraction = fee("10000", "2020-07-31", "2020-09-04").lines
    assert (month.base, month.factor, month.exact, month.amount) == (10000, D("0.016"), 160, 160)
    assert (fraction.days, fraction.exact, fraction.amount) == (4, D("21.36"), D("21.36"))


def test_before_the_first_known_rate_the_error_names_the_day_and_where_the_table_begins():
    with pytest.raises(UnknownRateError, match=r"1989-12-31.*begins on 1990-01-01"):
        fee("100", "1989-12-30", "2026-01-01")
    assert fee("100", "1989-12-31", "2026-01-01").lines[0].monthly_rate == 7
    with pytest.raises(UnknownRateError, match="2025-01-11"):
        fee("100", "2025-01-10", "2025-05-01", table(("2025-02-01", "3")))


@pytest.mark.parametrize(
    ("principal", "error", "says"),
    [
        (100.0, TypeError, "Decimal, not float"),
        (100, TypeError, "Decimal, not int"),
        ("100", TypeError, "Decimal, not str"),
        (None, TypeError, "Decimal, not NoneType"),
        (D("-0.01"), ValueError, "negative"),
        (D("NaN"), ValueError, "must be a number"),
        (D("sNaN"), ValueError, "must be a number"),
        (D("Infinity"), ValueError, "must be a number"),
        (D("10.005"), ValueError, "whole kuruş"),
    ],
)
def test_a_principal_that_is_no_sum_of_money_is_refused_even_before_the_due_date(
    principal, error, says
):
    for paid in (date(2025, 1, 1), date(2026, 1, 1)):
        with pytest.raises(error, match=says):
            late_fee(principal, date(2025, 6, 2), paid)


@pytest.mark.parametrize("wrong", [datetime(2025, 6, 2, 12), "2025-06-02", None])
def test_a_day_with_a_time_or_as_text_is_refused(wrong):
    with pytest.raises(TypeError, match="due_date must be a date"):
        late_fee(D(1), wrong, date(2026, 1, 1))
    with pytest.raises(TypeError, match="as_of must be a date"):
        late_fee(D(1), date(2025, 6, 2), wrong)


def test_an_unknown_reading_is_refused():
    with pytest.raises(ValueError, match="monthly"):
        fee("1", "2025-06-02", "2025-07-02", reading="monthly")


def test_zeros_behind_the_kurus_and_powers_of_ten_are_money():
    assert fee("100.000", "2025-01-31", "2025-02-28").amount == D("4.50")
    assert fee("1E+2", "2025-01-31", "2025-02-28").amount == D("4.50")


def test_the_rates_in_force_are_those_of_the_official_gazette():
    rates = [(rate.valid_from.isoformat(), str(rate.monthly_percent)) for rate in RATES.rates]
    assert rates[0] == ("1990-01-01", "7")
    assert rates[-4:] == [
        ("2022-07-21", "2.5"),
        ("2023-11-14", "3.5"),
        ("2024-05-21", "4.5"),
        ("2025-11-13", "3.7"),
    ]
    assert len(rates) == 23
