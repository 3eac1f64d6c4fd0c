import pytest

from content.numbers import whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("999999999", 999_999_999)])
def test_digits_are_the_number_they_write(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text", ["", " 1", "-1", "+1", "1_0", "1.0", "²", "٣", "x", "1\n", "1" * 10, "9" * 5_000]
)
def test_every_other_text_is_none(text):
    assert whole_number(text) is None


def test_who_asks_says_how_many_digits_there_may_be():
    assert whole_number("1" * 18, digits=18) == int("1" * 18)
    assert whole_number("123", digits=2) is None
