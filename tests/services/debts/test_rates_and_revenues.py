"""The table of rates, which revenues bear the fee, and the municipality's own reading."""

import re
from datetime import date
from decimal import Decimal

import pytest

from config import env
from services.debts.late_fee import FractionReading
from services.debts.policy import fraction_reading
from services.debts.rates import Rate, RateTable, read_rates
from services.debts.revenue_types import REVENUE_TYPES, LateFeeRule

HEAD = "valid_from,valid_to,monthly_rate_pct,basis\n"


def rates_file(tmp_path, rows):
    path = tmp_path / "rates.csv"
    path.write_text(HEAD + rows)
    return path


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("2025-01-01,2025-02-27,3,a\n2025-03-01,,4,b\n", "2025-03-01 does not follow 2025-02-27"),
        ("2025-01-01,2025-03-01,3,a\n2025-03-01,,4,b\n", "does not follow"),
        ("2025-01-01,,3,a\n2025-03-01,,4,b\n", "does not follow None"),
        ("2025-01-01,2025-02-28,3,a\n", "open-ended"),
        ("", "at least one rate"),
    ],
)
def test_a_file_of_rates_with_a_gap_an_overlap_or_an_end_is_refused(tmp_path, rows, says):
    with pytest.raises(ValueError, match=says):
        read_rates(rates_file(tmp_path, rows))


def test_rows_without_a_monthly_rate_are_left_out(tmp_path):
    rows = "1989-01-01,1989-12-31,,a\n1990-01-01,1999-12-31,7,b\n2000-01-01,,6,c\n"
    assert [rate.monthly_percent for rate in read_rates(rates_file(tmp_path, rows)).rates] == [7, 6]


def test_a_table_takes_rates_in_any_order_but_not_two_from_one_day():
    first, second = Rate(date(2025, 1, 1), Decimal(3)), Rate(date(2025, 2, 1), Decimal(4))
    assert RateTable.of([second, first]).on(date(2025, 1, 31)) == first
    assert RateTable.of([second, first]).on(date(2025, 2, 1)) == second
    with pytest.raises(ValueError, match="different days"):
        RateTable.of([first, first])


def test_a_rate_is_a_decimal_of_zero_or_more():
    with pytest.raises(TypeError, match="Decimal"):
        Rate(date(2025, 1, 1), 3.7)
    for wrong in ("-1", "NaN", "Infinity"):
        with pytest.raises(ValueError, match="zero or more"):
            Rate(date(2025, 1, 1), Decimal(wrong))


def test_fines_bear_no_late_fee_but_penalties_for_lost_tax_do():
    rules = {code: kind.rule for code, kind in REVENUE_TYPES.items()}
    assert rules["administrative_fine"] == rules["irregularity_penalty"] == LateFeeRule.NONE
    assert rules["building_tax"] == rules["tax_loss_penalty"] == LateFeeRule.ARTICLE_51
    assert rules["rent"] == LateFeeRule.OTHER_LAW


def test_every_revenue_type_names_its_source():
    assert len(REVENUE_TYPES) == 15
    assert all(kind.source and kind.turkish for kind in REVENUE_TYPES.values())


def test_the_municipality_chooses_the_reading_by_a_setting(settings):
    assert fraction_reading() is FractionReading.PERIOD_START
    settings.LATE_FEE_FRACTION = "by-day"
    assert fraction_reading() is FractionReading.BY_DAY


def test_the_setting_allows_exactly_the_readings_there_are():
    parts = env.ROOT / "site" / "config" / "settings" / "parts"
    source = (parts / "services.py").read_text()
    line = next(line for line in source.splitlines() if line.startswith("LATE_FEE_FRACTION ="))
    allowed = line.split('", (')[1]
    assert set(re.findall(r'"([a-z-]+)"', allowed)) == {str(reading) for reading in FractionReading}


def test_a_reading_that_does_not_exist_stops_the_start(monkeypatch):
    monkeypatch.setenv("LATE_FEE_FRACTION", "monthly")
    with pytest.raises(env.MissingSetting, match="period-start, by-day, not 'monthly'"):
        env.choice("LATE_FEE_FRACTION", "period-start", ("period-start", "by-day"))
