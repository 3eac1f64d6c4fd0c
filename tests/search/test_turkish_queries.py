"""Words of a text, typing errors, joined words, synonyms, and what a query finds."""

import csv
from pathlib import Path

import pytest

from search.turkish import (
    SynonymRow,
    SynonymTable,
    Term,
    analyse,
    distance_allowed,
    edit_distance,
    joined,
    matches,
    query_terms,
    shipped_synonyms,
    tokens,
    trigrams,
)

with (Path(__file__).parent / "data/tr_query_typos.csv").open(encoding="utf-8") as lines:
    TYPOS = [(row["typed"], row["expected_term"]) for row in csv.DictReader(lines)]


def stems(text: str) -> list[str]:
    return [token.stem for token in tokens(text)]


def test_a_token_keeps_its_place_in_the_text_with_its_suffix() -> None:
    text = "En güzel: Sahabiye’deki parklar"
    assert [text[token.start : token.end] for token in tokens(text)] == [
        "En", "güzel", "Sahabiye’deki", "parklar",
    ]  # fmt: skip


def test_offsets_count_the_text_as_given_even_when_decomposed() -> None:
    text = "c\u0327es\u0327me bas\u0327ı"
    assert [(token.exact, text[token.start : token.end]) for token in tokens(text)] == [
        ("çeşme", "c\u0327es\u0327me"),
        ("başı", "bas\u0327ı"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5'inci", ["5"]),
        ("5inci", ["5"]),
        ("15.si", ["15"]),
        ("3. Sokak", ["3", "sokak"]),
        ("3.sokak", ["3", "sokak"]),
        ("üçüncü sokak", ["3", "sokak"]),
        ("on birinci cadde", ["11", "cadde"]),
        ("1453'te", ["1453"]),
        ("2026da", ["2026"]),
        ("19 Mayıs'ta", ["19", "mayis"]),
        ("12/A", ["12", "a"]),
        ("12A", ["12", "a"]),
        ("007", ["7"]),
    ],
)
def test_numerals_are_kept_and_their_suffixes_dropped(text: str, expected: list[str]) -> None:
    assert stems(text) == expected


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Cad.", "cadde"),
        ("Cd.", "caddesi"),
        ("Sk.", "sokak"),
        ("Sok", "sokağı"),
        ("Mah.", "mahallesi"),
        ("mh", "mahalle"),
        ("Blv.", "bulvarı"),
        ("Bulv.", "bulvar"),
        ("Apt.", "apartmanı"),
        ("No:", "numara"),
    ],
)
def test_abbreviations_mean_the_full_word(short: str, full: str) -> None:
    assert stems(short) == stems(full)


def test_an_ambiguous_abbreviation_needs_its_full_stop() -> None:
    assert stems("Sivas Bul.") == ["sivas", "bulvar"]
    assert stems("yolu bul") == ["yol", "bul"]


def test_acronyms_stay_whole_with_dots_and_suffixes() -> None:
    assert stems("P.T.T. PTT'ler ASM'de T.C.") == ["ptt", "ptt", "asm", "tc"]


def test_an_apostrophe_inside_a_word_closes_up() -> None:
    assert stems("Kur'an kur’a") == stems("Kuran kura")


def test_an_analysis_has_one_list_for_each_field() -> None:
    found = analyse("Kapalı Spor Salonları 2")
    assert found.exact == ["kapalı", "spor", "salonları", "2"]
    assert found.folded == ["kapali", "spor", "salonlari", "2"]
    assert found.stems == ["kapali", "spor", "salon", "2"]
    assert found.joins == ["kapalispor", "sporsalonlari", "sporsalon"]
    assert joined(tokens("Spor salonu 2")) == ["sporsalonu"]


def test_an_ambiguous_form_has_the_stems_of_both_readings() -> None:
    assert set(analyse("adayı").stems) == {"aday", "ada"}


@pytest.mark.parametrize(
    ("word", "edits"), [("oku", 0), ("okul", 1), ("eczaneu", 1), ("kutuphane", 2)]
)
def test_the_longer_a_word_the_more_edits_are_forgiven(word: str, edits: int) -> None:
    assert distance_allowed(word) == edits


@pytest.mark.parametrize(
    ("a", "b", "limit", "expected"),
    [
        ("eczane", "eczane", 0, 0),
        ("ezcane", "eczane", 1, 1),
        ("eczne", "eczane", 1, 1),
        ("kutuphnae", "kutuphane", 2, 1),
        ("postahane", "postane", 2, 2),
        ("abcdef", "badcfe", 2, 3),
        ("park", "bahce", 2, 3),
        ("a", "abcd", 2, 3),
        ("", "ab", 2, 2),
    ],
)
def test_edit_distance_counts_swaps_once_and_gives_up_beyond_the_limit(
    a: str, b: str, limit: int, expected: int
) -> None:
    assert edit_distance(a, b, limit) == edit_distance(b, a, limit) == expected


def test_trigrams_are_cut_as_postgres_cuts_them() -> None:
    assert trigrams("cat") == {"  c", " ca", "cat", "at "}
    assert trigrams("") == frozenset()


@pytest.mark.parametrize(("typed", "meant"), TYPOS)
def test_a_typed_error_finds_what_was_meant(typed: str, meant: str) -> None:
    assert matches(typed, meant)


def test_a_correct_word_is_not_taken_for_an_error_of_another() -> None:
    assert not matches("park", "parke taşı")
    assert not matches("okul", "oku")
    assert query_terms("park").words[0].near == ()
    assert query_terms("prak").words[0].near[0].distance == 1


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("spor salonları", "Sporsalonu"),
        ("sporsalonları", "Kapalı Spor Salonu"),
        ("oto parkı", "Katlı Otopark"),
        ("ana okulu", "Tomurcuk Anaokulu"),
        ("Mimarsinan", "Mimar Sinan Mahallesi"),
        ("mimar sinan", "Mimarsinan"),
    ],
)
def test_joined_and_split_spellings_meet(query: str, text: str) -> None:
    assert matches(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("nikah nerede kıyılır", "Nikâh Salonu"),
        ("en yakın eczane hangisi", "Lale Eczanesi"),
        ("kitap ödünç alabileceğim yer", "Ödünç kitap"),
        ("Dilek Sokak no 67", "Dilek Sokak 67"),
        ("Zümrüt Mahallesi muhtarlığı", "Zümrüt Muhtarlık"),
    ],
)
def test_words_without_content_need_not_be_met(query: str, text: str) -> None:
    assert matches(query, text)


def test_every_word_with_content_must_be_met() -> None:
    assert matches("lale parkı", "Lale Parkı, Sahabiye")
    assert not matches("lale müzesi", "Lale Parkı, Sahabiye")


def test_a_query_of_stop_words_alone_is_taken_at_its_word() -> None:
    assert matches("nerede", "Nerede ne var")
    assert not matches("nerede", "Lale Parkı")


@pytest.mark.parametrize("query", ["", "  ", "?!", "'"])
def test_an_empty_query_finds_nothing(query: str) -> None:
    assert query_terms(query).words == ()
    assert not matches(query, "Lale Parkı")


def test_an_exact_form_outweighs_a_folded_one_and_that_a_stem() -> None:
    options = query_terms("çeşmeleri").words[0].options
    assert [option.terms[0] for option in options[:3]] == [
        Term("exact", "çeşmeleri"),
        Term("folded", "cesmeleri"),
        Term("stems", "cesme"),
    ]
    weights = [option.weight for option in options]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > weights[1] > weights[2]


def test_two_way_synonyms_find_each_other_by_any_form() -> None:
    table = SynonymTable([SynonymRow(("mezarlık", "kabristan"))])
    assert matches("kabristanı", "Şehir Mezarlığı", table)
    assert matches("mezarlıklar", "Erkilet Kabristanı", table)
    assert not matches("mezarlıklar", "Erkilet Kabristanı")


def test_one_way_synonyms_do_not_work_backwards() -> None:
    table = SynonymTable([SynonymRow(("ibadethane", "cami", "kilise"), one_way=True)])
    assert matches("ibadethaneler", "Ulu Cami", table)
    assert not matches("cami", "ibadethane", table)
    assert not matches("cami", "kilise", table)


def test_a_synonym_of_several_words_needs_all_of_them() -> None:
    table = SynonymTable([SynonymRow(("asm", "aile sağlığı merkezi"))])
    assert matches("asm", "Erkilet Aile Sağlığı Merkezi", table)
    assert not matches("asm", "Erkilet Gençlik Merkezi", table)
    assert matches("erkilet aile sağlığı merkezleri", "Erkilet ASM", table)


def test_the_shipped_synonyms_know_the_municipal_words() -> None:
    table = shipped_synonyms()
    assert len(table) > 200
    assert matches("sağlık ocağı", "Barbaros Aile Sağlığı Merkezi", table)
    assert matches("hız kesici", "Kasis talebi", table)
    assert matches("atm", "Bankamatik", table)


def test_a_heavier_row_wins_when_two_rows_name_the_same_pair() -> None:
    table = SynonymTable(
        [SynonymRow(("park", "bahçe"), weight=0.3), SynonymRow(("park", "bahçe"), weight=0.6)]
    )
    assert [found.weight for found in table.expansions([("park",)])] == [0.6]
