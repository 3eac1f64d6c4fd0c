"""Letters: case, folding, slugs, alphabetical order."""

import json
import unicodedata
from pathlib import Path

import pytest

from search.turkish import fold, lower, slugify, sort_key, title, tokens, upper

CASES = json.loads((Path(__file__).parent / "data/tr_text_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "expected"), CASES["lower"].items())
def test_lower_case_is_turkish(text: str, expected: str) -> None:
    assert lower(text) == expected


@pytest.mark.parametrize(("text", "expected"), CASES["upper"].items())
def test_upper_case_is_turkish(text: str, expected: str) -> None:
    assert upper(text) == expected


@pytest.mark.parametrize(("text", "expected"), CASES["title"].items())
def test_title_case_is_turkish_and_leaves_small_words_small(text: str, expected: str) -> None:
    assert title(text) == expected


def test_title_case_leaves_a_suffix_after_an_apostrophe_small() -> None:
    assert title("kayseri’nin iSTASYON-ılıca yolu") == "Kayseri’nin İstasyon-Ilıca Yolu"


@pytest.mark.parametrize(("text", "expected"), CASES["ascii_fold"].items())
def test_fold_gives_what_is_typed_on_an_ascii_keyboard(text: str, expected: str) -> None:
    assert fold(text) == expected


def test_fold_reads_decomposed_letters_and_a_stray_dot() -> None:
    assert fold(unicodedata.normalize("NFD", "ŞİŞLİ çığır")) == "sisli cigir"
    assert fold("i\u0307stasyon") == "istasyon"


def test_fold_makes_every_apostrophe_the_same() -> None:
    assert {fold(f"Kayseri{sign}de") for sign in "'’‘ʼ´`′"} == {"kayseri'de"}


@pytest.mark.parametrize(("text", "expected"), CASES["slug"].items())
def test_a_slug_keeps_every_letter_as_its_ascii_one(text: str, expected: str) -> None:
    assert slugify(text) == expected


def test_a_slug_never_begins_or_ends_with_a_hyphen() -> None:
    assert slugify("  —Çay & Kahve! ") == "cay-kahve"


@pytest.mark.parametrize(("text", "expected"), CASES["apostrophe"].items())
def test_an_apostrophe_suffix_is_dropped(text: str, expected: str) -> None:
    assert [token.exact for token in tokens(text)] == [expected]


def test_person_names_meet_by_turkish_case_or_by_folding() -> None:
    assert lower("IŞIK") == lower("Işık") == lower("ışık")
    assert lower("ISIK") != lower("IŞIK")
    assert fold("ISIK") == fold("IŞIK")


def test_sort_keys_give_the_expected_order() -> None:
    shuffled = sorted(CASES["sort_order"], key=lambda text: text[::-1])
    assert sorted(shuffled, key=sort_key) == CASES["sort_order"]


def test_sort_keys_follow_the_alphabet_letter_by_letter() -> None:
    keys = [sort_key(letter) for letter in CASES["sort_alphabet"]]
    assert keys == sorted(set(keys))


def test_sort_keys_order_numbers_by_value_and_circumflexes_with_their_letter() -> None:
    given = ["12. Sokak", "2. Sokak", "102. Sokak", "kârlı", "karla", "karma", "002. Sokak b"]
    assert sorted(given, key=sort_key) == [
        "2. Sokak", "002. Sokak b", "12. Sokak", "102. Sokak", "karla", "kârlı", "karma",
    ]  # fmt: skip


def test_sort_keys_are_ascii_for_turkish_so_that_any_binary_collation_orders_them() -> None:
    assert sort_key("Şükrü Çağlayan 12").isascii()
    assert sort_key("ATA-EVLER") == sort_key("ata evler")
