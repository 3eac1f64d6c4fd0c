"""Identity numbers: checksum, what people type, what is shown, what a log may hold."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from stdnum.tr import tckimlik

from accounts.identity import (
    completed,
    is_foreigners,
    is_obviously_invented,
    is_valid,
    mask_email,
    mask_identity_number,
    mask_name,
    mask_phone,
    normalised,
    problem,
    scrubbed,
)
from accounts.identity.fields import IdentityNumberField

VALID = [
    *("10000000146", "12345678950", "98765432150", "30000000014", "17291716060", "11111111110"),
    *("99000000042", "99123456740"),
]
INVALID = {
    "10000000147": "checksum",
    "01234567890": "zero",
    "1000000014": "length",
    "1000000014a": "digits",
    "11111111111": "checksum",
    "": "digits",
}
nine = st.integers(100_000_000, 999_999_999).map(str)


@pytest.mark.parametrize("number", VALID)
def test_worked_examples_are_valid(number):
    assert problem(number) is None


@pytest.mark.parametrize(("number", "why"), INVALID.items())
def test_worked_counterexamples_are_refused_for_their_reason(number, why):
    assert problem(number) == why


def test_foreigners_are_known_by_99():
    assert [number for number in VALID if is_foreigners(number)] == ["99000000042", "99123456740"]


@given(st.text("0123456789", min_size=11, max_size=11))
def test_the_checksum_agrees_with_the_standard_numbers_library(number):
    assert is_valid(number) == tckimlik.is_valid(number)


@given(nine, st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(first, place, shift):
    number = completed(first)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert is_valid(number)
    assert not is_valid(wrong)


@pytest.mark.parametrize(
    "typed",
    [
        " 100 000 001 46 ",
        "100.000.001-46",
        "100\u00a0000\u202f00146",
        "١٠٠٠٠٠٠٠١٤٦",
        "\uff11\uff10\uff10\uff10\uff10\uff10\uff10 0\uff11\uff14\uff16",  # full-width
        "100\u200b00000146\n",
    ],
)
def test_what_people_type_becomes_the_number(typed):
    assert normalised(typed) == "10000000146"


def test_letters_are_not_dropped_so_that_another_number_could_come_out():
    assert normalised("1O000000146") == "1O000000146"
    assert problem(normalised("TR10000000146")) == "digits"


@given(st.text())
def test_any_text_is_normalised_once_and_for_all(text):
    assert normalised(normalised(text)) == normalised(text)
    problem(normalised(text))


def test_completing_needs_nine_digits_that_do_not_begin_with_zero():
    assert completed("100000001") == "10000000146"
    for wrong in ("12345678", "012345678", "12345678a", "١٢٣٤٥٦٧٨٩"):
        with pytest.raises(ValueError):
            completed(wrong)


def test_masks_show_what_the_owner_recognises():
    assert mask_identity_number("12345678950") == "123******50"
    assert mask_identity_number("123") == "***********"
    assert mask_phone("+905321234567") == "0532 *** ** 67"
    assert "20255501" not in mask_phone("+12025550100")
    assert mask_phone("153") == "******"
    assert mask_name("Mehmet  Deneme") == "M***** D*****"
    assert mask_name("İ") == "İ*"
    assert mask_email("ayse@example.org") == "a***@example.org"
    assert mask_email("") == mask_email("@x") == "***"


@given(nine, st.text(st.characters(codec="utf-8"), max_size=12), st.text(max_size=12))
def test_no_text_keeps_an_identity_number_after_scrubbing(first, before, after):
    number = completed(first)
    for written in (number, f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}"):
        assert number not in normalised(scrubbed(f"{before}{written}{after}"))


def test_scrubbing_leaves_other_text_and_numbers_alone():
    for text in ("+905321234567", "2026-11-24T10.15", "TR330006100519786457841327", "kapı 12/4"):
        assert scrubbed(text) == text
    assert scrubbed("no 12345678950, kapı 3") == "no 123******50, kapı 3"
    assert scrubbed("١٠٠٠٠٠٠٠١٤٦") == "100******46"


def test_the_field_takes_spaces_and_gives_digits():
    assert IdentityNumberField().clean(" 123 456 789 50 ") == "12345678950"
    assert IdentityNumberField(required=False).clean("  ") == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1234567895", "11 hanelidir. Siz 10 hane yazdınız"),
        ("1234567895O", "yalnızca rakamlardan"),
        ("02345678950", "0 ile başlamaz"),
        ("12345678951", "yer değiştirmiş"),
        ("", "11 hane"),
    ],
)
def test_the_field_says_in_turkish_what_to_do_and_never_repeats_the_number(typed, words):
    from django.core.exceptions import ValidationError

    with translation.override("tr"), pytest.raises(ValidationError) as caught:
        IdentityNumberField().clean(typed)
    message = " ".join(caught.value.messages)
    assert words in message
    assert not typed or typed not in message


def test_examples_are_refused_where_people_really_sign_up(settings):
    from django.core.exceptions import ValidationError

    assert is_obviously_invented("11111111110")
    assert not is_obviously_invented("17291716060")
    settings.IDENTITY_ALLOW_EXAMPLES = False
    assert IdentityNumberField().clean("17291716060") == "17291716060"
    with translation.override("tr"), pytest.raises(ValidationError, match="örnek bir numaradır"):
        IdentityNumberField().clean("11111111110")


def test_browsers_show_digits_and_do_not_remember_the_number():
    html = IdentityNumberField().widget.render("kimlik", "", {"id": "x"})
    assert 'inputmode="numeric"' in html
    assert 'autocomplete="off"' in html
    assert "maxlength" not in html
