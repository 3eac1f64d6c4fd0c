"""Phone numbers: what people type, what is stored, what is shown."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from accounts.profiles.phones import PhoneField, is_mobile, parsed_phone, shown_phone


@pytest.mark.parametrize(
    ("typed", "stored"),
    {
        "0352 222 70 00": "+903522227000",
        "(352) 222 70 00": "+903522227000",
        "+90 352 222 70 00": "+903522227000",
        "90 352 2227000": "+903522227000",
        "0 (532) 123 45 67": "+905321234567",
        "5321234567": "+905321234567",
        "00905321234567": "+905321234567",
        "0532.123-45-67": "+905321234567",
        "٠٥٣٢١٢٣٤٥٦٧": "+905321234567",
    }.items(),
)
def test_what_people_type_is_understood(typed, stored):
    assert parsed_phone(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        *("", "0352 222 70", "05321 23 45 678", "+1 202 555 0100", "0132 123 45 67", "153"),
        *("444 38 38", "0532 123 45 6x", "0900 123 45 67", "++90", "\x00"),
    ],
)
def test_what_is_nobodys_number_is_refused(typed):
    with pytest.raises(ValueError):
        parsed_phone(typed)


def test_numbers_of_other_countries_are_taken_where_the_form_says_so():
    assert parsed_phone("+1 202 555 0100", foreign=True) == "+12025550100"


def test_numbers_are_shown_as_people_write_them():
    assert shown_phone("+903522227000") == "0352 222 70 00"
    assert shown_phone("+905321234567") == "0532 123 45 67"
    assert shown_phone("+12025550100") == "+1 202-555-0100"
    assert shown_phone("153") == "153"
    assert [is_mobile(number) for number in ("+905321234567", "+903522227000", "")] == [
        True,
        False,
        False,
    ]


@given(st.text())
def test_any_text_is_a_number_or_refused(text):
    try:
        number = parsed_phone(text, foreign=True)
    except ValueError:
        return
    assert parsed_phone(number, foreign=True) == number


def test_the_field_keeps_what_was_typed_and_says_what_to_do_in_turkish():
    field = PhoneField(mobile=True)
    assert field.clean("0532 123 45 67") == "+905321234567"
    assert field.prepare_value("+905321234567") == "0532 123 45 67"
    assert field.prepare_value("0532 12") == "0532 12"
    assert PhoneField(required=False).clean("") == ""
    with translation.override("tr"):
        with pytest.raises(ValidationError, match="arayabileceğimiz bir numara değil"):
            field.clean("0532 12")
        with pytest.raises(ValidationError, match="yalnızca cep telefonuna"):
            field.clean("0352 222 70 00")
        with pytest.raises(ValidationError, match="Telefon numaranızı yazın"):
            field.clean(" ")
