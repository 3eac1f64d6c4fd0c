from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.debts.money import lira, read_lira


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234,56", "1234.56"),
        ("5.000", "5000.00"),
        ("1.234.567", "1234567.00"),
        ("12.50", "12.50"),
        ("12,5", "12.50"),
        (" 40 TL ", "40.00"),
        ("-3,00", "-3.00"),
    ],
)
def test_amounts_are_read_as_turks_write_them(text, amount):
    assert read_lira(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "  ", "TL"])
def test_nothing_written_is_no_amount(text):
    assert read_lira(text) is None


@pytest.mark.parametrize(
    "text", ["on", "1,2,3", "12,505", "NaN", "1e3", "٣", "12345678901", "--1", "₺5"]
)
def test_what_is_no_amount_of_whole_kurus_is_refused(text):
    with pytest.raises(ValueError, match="no amount"):
        read_lira(text)


@given(st.decimals(min_value=0, max_value=9_999_999_999, places=2))
def test_what_a_page_shows_can_be_typed_back(amount):
    assert read_lira(lira(amount)) == amount
