"""What holds for every debt, every term and every table of rates."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.debts.late_fee import RATES, FractionReading, late_fee
from services.debts.rates import Rate, RateTable

DAY = timedelta(days=1)
KURUS = Decimal("0.01")
principals = st.decimals(0, 10**9, places=2)
days = st.dates(date(2004, 1, 2), date(2040, 12, 31))
early = st.dates(date(1990, 1, 1), date(2040, 12, 31))
delays = st.integers(1, 90) | st.integers(1, 9000)
readings = st.sampled_from(FractionReading)
percents = st.decimals(Decimal("0.1"), 20, places=2)


@st.composite
def tables(draw):
    """RATES, or a table whose rates change every few days or months."""
    if draw(st.booleans()):
        return RATES
    starts = draw(st.lists(st.integers(1, 400), max_size=12).map(sorted))
    begins = {date(1990, 1, 1)} | {date(2024, 1, 1) + n * DAY for n in starts}
    return RateTable.of(Rate(day, draw(percents)) for day in begins)


def exact(fee):
    return sum((line.exact for line in fee.lines), Decimal(0))


@given(principals, early, st.integers(0, 4000), readings)
def test_nothing_is_due_until_the_due_date_has_passed(principal, due, earlier, reading):
    fee = late_fee(principal, due, due - timedelta(days=min(earlier, 4000)), reading=reading)
    assert (fee.amount, fee.lines, fee.minimum_top_up) == (0, (), 0)


@given(principals, days, delays, tables())
def test_a_day_more_never_costs_less(principal, due, delay, rates):
    as_of = due + delay * DAY
    sooner, later = (late_fee(principal, due, day, rates) for day in (as_of, as_of + DAY))
    assert sooner.amount <= later.amount


@given(principals, days, delays, percents)
def test_a_day_more_never_costs_less_by_days_either_while_the_rate_stays(
    principal, due, delay, percent
):
    rates = RateTable.of([Rate(date(1990, 1, 1), percent)])
    fees = [
        late_fee(principal, due, due + n * DAY, rates, reading=FractionReading.BY_DAY).amount
        for n in (delay, delay + 1)
    ]
    assert fees == sorted(fees)


@given(principals, early, delays, tables(), readings)
def test_lines_cover_the_term_without_gap_or_overlap_and_add_up(
    principal, due, delay, rates, reading
):
    as_of = due + delay * DAY
    fee = late_fee(principal, due, as_of, rates, reading=reading)
    if not principal:
        assert fee.lines == ()
        return
    assert (fee.lines[0].start, fee.lines[-1].end) == (due + DAY, as_of)
    assert all(before.end + DAY == after.start for before, after in pairwise(fee.lines))
    assert all(
        line.start <= line.end and bool(line.months) != bool(line.days) for line in fee.lines
    )
    assert sum(line.amount for line in fee.lines) + fee.minimum_top_up == fee.amount
    assert fee.amount == max(exact(fee).quantize(KURUS, ROUND_HALF_UP), 1)
    for line in fee.lines:
        assert line.exact == line.base * line.factor * (line.months + line.days)
        assert abs(line.amount - line.exact) <= KURUS
        assert line.monthly_rate == rates.on(line.start).monthly_percent
        assert line.months or line.days == (line.end - line.start).days + 1


@given(principals, days, st.integers(1, 200), delays, tables(), readings)
def test_a_term_cut_at_the_end_of_a_month_costs_the_same_in_two_parts(
    principal, due, months, delay, rates, reading
):
    """Exactly, before rounding, when every month has the due day (1–28) or it is a month's last."""
    if due.day > 28 and (due + DAY).day != 1:
        due = due.replace(day=28)
    whole = late_fee(principal, due, due + delay * DAY, rates, reading=reading)
    ends = [line.end for line in whole.lines if line.months]
    if not ends:
        return
    cut = ends[(months - 1) % len(ends)]
    # A thirty-day fraction is no month's end, and 28 February of a leap year begins a new term.
    if cut == whole.lines[-1].end or (due + DAY).day != (cut + DAY).day:
        return
    first = late_fee(principal, due, cut, rates, reading=reading)
    rest = late_fee(principal, cut, due + delay * DAY, rates, reading=reading)
    assert exact(first) + exact(rest) == exact(whole)
    assert abs(first.amount + rest.amount - whole.amount) <= 2 + KURUS


@given(principals, days, delays, st.integers(0, 10000), percents)
def test_a_term_cut_anywhere_differs_by_at_most_four_days(principal, due, delay, part, percent):
    """Months of 28 to 31 days count as thirty, and each day's factor is rounded up."""
    rates = RateTable.of([Rate(date(1990, 1, 1), percent)])
    cut = due + (part % (delay + 1)) * DAY
    as_of = due + delay * DAY
    whole = exact(late_fee(principal, due, as_of, rates))
    parts = exact(late_fee(principal, due, cut, rates)) + exact(
        late_fee(principal, cut, as_of, rates)
    )
    slack = principal * (4 * percent / 3000 + Decimal("0.00006"))
    assert abs(whole - parts) <= slack


@given(principals, principals, early, delays, tables(), readings)
def test_the_fee_of_a_sum_is_the_sum_of_the_fees_but_for_rounding(
    one, other, due, delay, rates, reading
):
    as_of = due + delay * DAY
    fees = [late_fee(p, due, as_of, rates, reading=reading) for p in (one, other, one + other)]
    assert exact(fees[0]) + exact(fees[1]) == exact(fees[2])
    rounded = [fee.amount - fee.minimum_top_up for fee in fees]
    assert abs(rounded[0] + rounded[1] - rounded[2]) <= KURUS


@given(principals, early, delays)
def test_readings_agree_where_no_rate_changes_in_the_last_fraction(principal, due, delay):
    start, by_day = (
        late_fee(principal, due, due + delay * DAY, reading=reading) for reading in FractionReading
    )
    if len(by_day.lines) == len(start.lines):
        assert start == by_day
    else:
        assert start.lines[:-1] == by_day.lines[: len(start.lines) - 1]
