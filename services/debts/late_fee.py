"""The late fee (gecikme zammı) of law 6183, article 51: what a debt costs that is paid too late.

Sources: the article itself (since law 5035 of 02.01.2004: each month separately, fractions of a
month by days, at least one million old lira = 1 TL); General Communiqué on Collection, series 430
(a month keeps the rate it began under; worked examples); the textbooks of the association of tax
inspectors, VDD (thirty days are a month, the daily factor is rounded up at the sixth decimal, the
day of payment counts and the due day does not). `docs/late-fee.md` tells what is not settled.

Only debts the article applies to come here: see `services.debts.revenue_types`.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, localcontext
from enum import StrEnum

from services.debts.rates import RATES, RateTable, UnknownRateError

__all__ = ["RATES", "FractionReading", "LateFee", "Line", "UnknownRateError", "late_fee"]

KURUS = Decimal("0.01")
MINIMUM = Decimal("1.00")
# Law 5035 article 4: fractions of a month are computed by days; until then each counted as a month.
DAILY_SINCE = date(2004, 1, 2)
DAY = timedelta(days=1)


class FractionReading(StrEnum):
    """Which rate holds in the last, unfinished month when the rate changes inside it.

    No source settles it. PERIOD_START carries on what the communiqué says of whole months: the rate
    of the month's first day. BY_DAY takes each day at its own rate; a rise then makes the fee fall
    by the difference on the day the month is complete, since a whole month keeps its first rate.
    """

    PERIOD_START = "period-start"
    BY_DAY = "by-day"


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the computation: a whole month, or the days of an unfinished one.

    Attributes:
        start, end: first and last day, both included.
        monthly_rate: per cent for a month.
        months: 1 for a whole month (also one of thirty days), else 0.
        days: the days counted when it is not a whole month, else 0.
        factor: what the base is multiplied with, for a month or for one day.
        base: the principal, lira.
        exact: base × factor × (months or days), not rounded, lira.
        amount: its share of the fee in whole kuruş. Only the total is rounded by law's practice;
            a line shows what the rounded running total grew by, so the lines add up to the total.
    """

    start: date
    end: date
    monthly_rate: Decimal
    months: int
    days: int
    factor: Decimal
    base: Decimal
    exact: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class LateFee:
    """The fee and how it comes about: `amount` = sum of the lines' amounts + `minimum_top_up`.

    Attributes:
        amount: lira, rounded half up to the kuruş once, at the end.
        lines: oldest first; they cover the day after the due date to the day of payment.
        minimum_top_up: what was added to reach the least fee of 1 TL, else 0.
    """

    amount: Decimal
    lines: tuple[Line, ...]
    minimum_top_up: Decimal = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class _Step:
    start: date
    end: date
    monthly_rate: Decimal
    whole_month: bool

    @property
    def count(self) -> int:
        return 1 if self.whole_month else (self.end - self.start).days + 1


def late_fee(
    principal: Decimal,
    due_date: date,
    as_of: date,
    rates: RateTable = RATES,
    *,
    reading: FractionReading = FractionReading.PERIOD_START,
) -> LateFee:
    """Return the late fee of an amount that was due on one day and is paid on another.

    Args:
        principal: the unpaid part in lira, whole kuruş, zero or more.
        due_date: last day on which it could be paid without a fee, already moved to a working day.
        as_of: day of payment; it counts, the due day does not.
        rates: the monthly rates with their dates.
        reading: see `FractionReading`; the municipality's own is `services.debts.policy`.

    Returns:
        Zero without lines when nothing is owed or it is not late; otherwise at least 1 TL. Interest
        is simple: every line has the principal as its base.

    Raises:
        TypeError: the principal is not a Decimal (a float cannot hold kuruş), a day no date.
        ValueError: the principal is negative, not finite, or has parts of a kuruş.
        UnknownRateError: the term begins before the first known rate (1 January 1990).
    """
    _refuse_bad_input(principal, due_date, as_of)
    reading = FractionReading(reading)
    if as_of <= due_date or principal == 0:
        return LateFee(Decimal("0.00"), ())
    # Enough digits for every product and sum to be exact, whatever the caller's own context is.
    digits = max(principal.adjusted(), 0) + 50
    with localcontext(Context(prec=digits, rounding=ROUND_HALF_EVEN)):
        lines: list[Line] = []
        total = shown = Decimal("0.00")
        for step in _steps(due_date + DAY, as_of, rates, reading):
            factor = _factor(step)
            exact = principal * factor * step.count
            total += exact
            rounded = total.quantize(KURUS, ROUND_HALF_UP)
            lines.append(
                Line(
                    start=step.start,
                    end=step.end,
                    monthly_rate=step.monthly_rate,
                    months=1 if step.whole_month else 0,
                    days=0 if step.whole_month else step.count,
                    factor=factor,
                    base=principal,
                    exact=exact,
                    amount=rounded - shown,
                )
            )
            shown = rounded
        amount = max(shown, MINIMUM)
        return LateFee(amount, tuple(lines), amount - shown)


def _steps(start: date, as_of: date, rates: RateTable, reading: FractionReading) -> Iterator[_Step]:
    """Yield the whole months from `start` on, then the fraction that is left until `as_of`."""
    begins, months = start, 1
    while (end := _month_end(start, months)) <= as_of:
        yield _Step(begins, end, rates.on(begins).monthly_percent, whole_month=True)
        begins, months = end + DAY, months + 1
    left = (as_of - begins).days + 1
    if left == 0:
        return
    first_rate = rates.on(begins).monthly_percent
    if left == 30 or as_of < DAILY_SINCE:
        yield _Step(begins, as_of, first_rate, whole_month=True)
    elif reading is FractionReading.PERIOD_START:
        yield _Step(begins, as_of, first_rate, whole_month=False)
    else:
        for first, last, rate in rates.spans(begins, as_of):
            yield _Step(first, last, rate.monthly_percent, whole_month=False)


def _month_end(start: date, months: int) -> date:
    """Return the last day of the n-th month of a term that begins on `start`.

    That is the day before the day of the month the term began on; a term that began on the first
    runs by calendar months. Where the month has no such day, its last day ends it, and the months
    after go back to the day before (begun 31 January: 29 February, 30 March, 30 April).
    """
    index = start.year * 12 + start.month - 1 + months
    day = start.day - 1
    if day == 0:
        index, day = index - 1, 31
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day, monthrange(year, month)[1]))


def _factor(step: _Step) -> Decimal:
    """Return what the principal is multiplied with, per month or per day.

    A month is the rate itself; a day is a thirtieth, rounded up at the sixth decimal.
    """
    if step.whole_month:
        return step.monthly_rate / 100
    return (step.monthly_rate / 3000).quantize(Decimal("0.000001"), ROUND_CEILING)


def _refuse_bad_input(principal: Decimal, due_date: date, as_of: date) -> None:
    if not isinstance(principal, Decimal):
        raise TypeError(f"The principal must be a Decimal, not {type(principal).__name__}.")
    for name, day in (("due_date", due_date), ("as_of", as_of)):
        if not isinstance(day, date) or isinstance(day, datetime):
            raise TypeError(f"{name} must be a date without time, not {type(day).__name__}.")
    if not principal.is_finite():
        raise ValueError(f"The principal must be a number, not {principal}.")
    if principal < 0:
        raise ValueError(f"The principal must not be negative: {principal}.")
    exponent = (
        principal.normalize(Context(prec=len(principal.as_tuple().digits))).as_tuple().exponent
    )
    if isinstance(exponent, int) and exponent < -2:
        raise ValueError(f"The principal must be in whole kuruş: {principal}.")
