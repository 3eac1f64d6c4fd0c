import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.cases.reference import LETTERS, Group, InvalidReferenceError, Reference, read

DIGITS = "0123456789"
CHECKS = "23456789" + LETTERS
references = st.builds(
    Reference,
    kind=st.text(LETTERS, min_size=2, max_size=2),
    year=st.integers(2000, 2099),
    number=st.integers(1, 99_999_999),
)


def wrong(typed):
    with pytest.raises(InvalidReferenceError) as caught:
        read(typed)
    return caught.value.group


def class_of(signs, place):
    """Return the signs that may stand at a place of a reference without hyphens."""
    if place < 2:
        return LETTERS
    return CHECKS if place == len(signs) - 1 else DIGITS


@given(references)
def test_a_reference_is_read_back_as_it_was_written(reference):
    assert read(str(reference)) == reference


@given(references)
def test_nothing_that_is_taken_for_something_else_stands_in_the_same_group(reference):
    kind, year, number, check = str(reference).split("-")
    assert kind.isalpha()
    assert year.isdigit()
    assert number.isdigit()
    assert not set(kind + check) & set("01OIQ")


@given(references, st.data())
def test_every_single_wrong_sign_is_caught(reference, data):
    signs = str(reference).replace("-", "")
    place = data.draw(st.integers(0, len(signs) - 1))
    sign = data.draw(st.sampled_from(class_of(signs, place)))
    assume(sign != signs[place])
    # A year or number that became impossible is caught as such, all others by the check.
    with pytest.raises(InvalidReferenceError):
        read(signs[:place] + sign + signs[place + 1 :])


@given(references, st.data())
def test_every_two_neighbours_that_changed_places_are_caught(reference, data):
    signs = str(reference).replace("-", "")
    place = data.draw(st.integers(0, len(signs) - 2))
    assume(signs[place] != signs[place + 1])
    swapped = signs[:place] + signs[place + 1] + signs[place] + signs[place + 2 :]
    try:
        found = read(swapped)
    except InvalidReferenceError:
        return
    # Read all the same only where a letter and the digit it looks like changed places.
    assert found == reference
    assert {signs[place], signs[place + 1]} in ({"8", "B"}, {"5", "S"}, {"1", "L"})


@given(references, st.data())
def test_it_may_be_typed_in_any_case_with_any_gaps_and_the_usual_confusions(reference, data):
    kind, year, number, check = str(reference).split("-")
    confused = str.maketrans({"0": "O", "1": "l", "5": "S", "8": "B"})
    gap = data.draw(st.sampled_from(["", " ", "-", " \u2013 ", ".", "/"]))
    typed = gap.join((kind.lower(), year.translate(confused), number.translate(confused), check))
    assert read(f"  {typed.swapcase()} ") == reference


def test_what_is_no_reference_names_the_group_that_looks_wrong():
    good = str(Reference("CM", 2026, 482))
    assert good == f"CM-26-00482-{good[-1]}"
    assert wrong("CQ-26-00482-K") is Group.KIND
    assert wrong("CM-X6-00482-K") is Group.YEAR
    assert wrong("CM-26-00X82-K") is Group.NUMBER
    assert wrong("CM-26-00000-K") is Group.NUMBER
    assert wrong("CM-26-482-K") is Group.NUMBER
    assert wrong(f"{good[:-1]}0") is Group.CHECK
    assert wrong("") is None
    assert wrong("12345678901") is Group.KIND
    assert wrong("çözüm merkezi") is None
    assert wrong("CM-26-00482-K" * 50) is Group.NUMBER


def test_two_signs_that_changed_places_are_blamed_on_their_group():
    assert wrong(f"MC-26-00482-{str(Reference('CM', 2026, 482))[-1]}") is Group.KIND
    assert wrong(f"CM-62-00482-{str(Reference('CM', 2026, 482))[-1]}") is Group.YEAR
    assert wrong(f"CM-26-00842-{str(Reference('CM', 2026, 482))[-1]}") is Group.NUMBER


@given(st.text(max_size=40))
def test_no_text_makes_anything_but_a_reference_or_its_own_error(typed):
    try:
        found = read(typed)
    except InvalidReferenceError:
        return
    assert read(str(found)) == found


@pytest.mark.parametrize(
    ("kind", "year", "number", "group"),
    [
        ("C", 2026, 1, Group.KIND),
        ("CO", 2026, 1, Group.KIND),
        ("CM", 1999, 1, Group.YEAR),
        ("CM", 2026, 0, Group.NUMBER),
        ("CM", 2026, 10**8, Group.NUMBER),
    ],
)
def test_a_reference_that_could_not_be_written_is_not_made(kind, year, number, group):
    with pytest.raises(InvalidReferenceError) as caught:
        Reference(kind, year, number)
    assert caught.value.group is group
