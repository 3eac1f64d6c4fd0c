"""Words of city life that no rule was made for: written to see what the language does by itself."""

import csv
from collections import defaultdict
from pathlib import Path

from search.turkish import matches

PATH = Path(__file__).parent / "data" / "city_pairs.csv"
# Each with the reason; docs/search-turkish.md says more.
MISSED = {
    ("resim", "resmi"): "resmî is an adjective of its own",
    ("kar", "karı"): "karı is a word of its own",
    ("cumhurriyet", "cumhuriyet"): "the misspelling stands among the names of places",
    ("koru", "koruma"): "koruma is also “to my grove”",
    ("toplanma alnı", "toplanma alanı"): "alnı is a form of alın",
}


def pairs():
    found = defaultdict(list)
    with PATH.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found[row["kind"]].append((row["a"], row["b"]))
    return found


PAIRS = pairs()


def test_forms_of_one_word_meet_whichever_is_asked_for():
    wrong = {(a, b) for a, b in PAIRS["same"] if not (matches(a, b) and matches(b, a))}
    assert wrong <= set(MISSED)
    assert len(PAIRS["same"]) >= 280


def test_typing_errors_find_the_right_word():
    assert {pair for pair in PAIRS["typo"] if not matches(*pair)} <= set(MISSED)
    assert len(PAIRS["typo"]) >= 50


def test_different_words_stay_apart():
    assert {pair for pair in PAIRS["different"] if matches(*pair)} <= set(MISSED)
    assert len(PAIRS["different"]) >= 120


def test_ordinals_of_tens_are_numerals():
    assert matches("yüzüncü yıl", "100. Yıl Caddesi")
    assert matches("50. yıl", "Ellinci Yıl Parkı")
    assert matches("yetmiş beşinci yıl", "75. Yıl Parkı")
    assert not matches("beşinci yıl", "75. Yıl Parkı")


def test_a_word_with_turkish_letters_is_not_taken_for_ascii_typing_alone():
    assert matches("düyün salonu", "Düğün Salonu")
    assert matches("kütuphane", "Kütüphane")
