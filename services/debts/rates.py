"""The monthly rates of the late fee, each with the day from which it holds.

The rates are set by the President (formerly the Council of Ministers) under law 6183 article 51 and
published in the Official Gazette; `data/late_fee_rates.csv` names the decision of each. Rates
before 1990 depended on how many months a debt was late and are not worked out here: no source says
how those steps ran on when the rate changed.
"""

import csv
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Self

DATA = Path(__file__).parent / "data" / "late_fee_rates.csv"


class UnknownRateError(ValueError):
    """A term begins before the first day whose rate the table knows."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate and when it begins; it ends the day before the next one begins.

    Args:
        valid_from: first day on which the rate holds.
        monthly_percent: per cent of the principal for one month, e.g. `Decimal("3.7")`.
        basis: the decision that set it.
    """

    valid_from: date
    monthly_percent: Decimal
    basis: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.monthly_percent, Decimal):
            raise TypeError("monthly_percent must be a Decimal.")
        if not self.monthly_percent.is_finite() or self.monthly_percent < 0:
            raise ValueError(f"A rate is zero or more per cent, not {self.monthly_percent}.")


@dataclass(frozen=True, slots=True)
class RateTable:
    """All rates, oldest first, without gap or overlap; the last one holds until further notice."""

    rates: tuple[Rate, ...]

    def __post_init__(self) -> None:
        starts = [rate.valid_from for rate in self.rates]
        if not starts:
            raise ValueError("A table of rates needs at least one rate.")
        if starts != sorted(set(starts)):
            raise ValueError("Rates must begin on different days, oldest first.")

    @classmethod
    def of(cls, rates: Iterable[Rate]) -> Self:
        """Return the table of these rates, in whatever order they come."""
        return cls(tuple(sorted(rates, key=lambda rate: rate.valid_from)))

    def on(self, day: date) -> Rate:
        """Return the rate that holds on this day; raise `UnknownRateError` before the first."""
        position = bisect_right(self.rates, day, key=lambda rate: rate.valid_from)
        if position == 0:
            raise UnknownRateError(
                f"No monthly late fee rate is known for {day}: "
                f"the table begins on {self.rates[0].valid_from}."
            )
        return self.rates[position - 1]

    def spans(self, start: date, end: date) -> Iterator[tuple[date, date, Rate]]:
        """Yield (first day, last day, rate) from start to end, both included, cut at changes."""
        while start <= end:
            rate = self.on(start)
            later = [r.valid_from for r in self.rates if start < r.valid_from <= end]
            last = later[0] - timedelta(days=1) if later else end
            yield start, last, rate
            start = last + timedelta(days=1)


def read_rates(path: Path = DATA) -> RateTable:
    """Read a table of rates from CSV: valid_from, valid_to, monthly_rate_pct, basis, and more.

    Rows without a monthly rate (the stepped ones before 1990) are left out. Raises ValueError when
    the rest has a gap or an overlap, so that a slip in the file is not taken for law.
    """
    found: list[Rate] = []
    ends: date | None = None
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if not row["monthly_rate_pct"]:
                continue
            begins = date.fromisoformat(row["valid_from"])
            if found and (ends is None or begins != ends + timedelta(days=1)):
                raise ValueError(f"{path.name}: the rate from {begins} does not follow {ends}.")
            ends = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
            found.append(Rate(begins, Decimal(row["monthly_rate_pct"]), row["basis"]))
    if ends is not None:
        raise ValueError(f"{path.name}: the last rate must be open-ended, not end on {ends}.")
    return RateTable.of(found)


RATES = read_rates()
