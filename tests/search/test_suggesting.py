"""Suggestions while typing forgive typing errors: only where few answers are found as typed."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import engines, languages, vocabulary
from search.engines.postgres import PostgresEngine
from search.query import search
from search.suggesting import FEW, suggest
from search.turkish import fold
from tests.factories.search import document

pytestmark = pytest.mark.django_db

ROWS = ("qwertyuıopğü", "asdfghjklşi", "zxcvbnmöç")
TOWN = {
    "Çiçek Eczanesi": "Eczane",
    "Nöbetçi eczaneler": "Eczane\nNöbetçi eczane",
    "Lale Parkı": "Park",
    "Halk Kütüphanesi": "Kütüphane",
    "Erkilet Spor Salonu": "Spor tesisi",
    "Argıncık Otoparkı": "Otopark",
    "Belediye Başkanlığı": "Hizmet binası",
    "Evlendirme Memurluğu": "Nikâh",
}


@pytest.fixture
def town():
    for title, keywords in TOWN.items():
        document(title, keywords=keywords)


def titles(text, **asked):
    return [one.title for one in suggest(text, **asked).items]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("eczne", "Çiçek Eczanesi"),  # a letter is missing
        ("ezcane", "Çiçek Eczanesi"),  # two are swapped
        ("wczane", "Çiçek Eczanesi"),  # the key beside it
        ("eczzane", "Çiçek Eczanesi"),  # one too many
        ("ecznes", "Çiçek Eczanesi"),  # and unfinished
        ("çiçek eczna", "Çiçek Eczanesi"),
        ("çiçke ecz", "Çiçek Eczanesi"),  # a finished word is misspelt
        ("çicke eczne", "Çiçek Eczanesi"),  # both are
        ("nöbetçi eczne", "Nöbetçi eczaneler"),
        ("nobtci", "Nöbetçi eczaneler"),
        ("parj", "Lale Parkı"),
        ("kutphan", "Halk Kütüphanesi"),
        ("küttüphnes", "Halk Kütüphanesi"),  # two edits in a long word
        ("evlendrme mem", "Evlendirme Memurluğu"),
        ("beldiye baş", "Belediye Başkanlığı"),
        ("sporsalonu", "Erkilet Spor Salonu"),  # two words typed as one
        ("sporsal", "Erkilet Spor Salonu"),
        ("oto parkı", "Argıncık Otoparkı"),  # one word typed as two
        ("argıncık oto pa", "Argıncık Otoparkı"),
    ],
)
def test_what_is_meant_is_suggested_first(town, typed, first):
    assert titles(typed)[0] == first


@pytest.mark.parametrize(
    "typed",
    [
        "pra",  # three letters are not corrected
        "exzne",  # two edits in five letters
        "kuxtuphxnx",  # three in ten
        "zzqqxx",
        "1234",
        "çiçek 12",
        "çiçek qqqqq",
    ],
)
def test_what_is_too_far_away_is_not_suggested(town, typed):
    assert suggest(typed).items == []
    assert suggest(typed).did_you_mean == ""


def test_a_correct_word_is_never_taken_for_an_error():
    document("Parke Taşı Deposu")
    document("Kasap Pazarı")
    assert titles("park ") == ["Parke Taşı Deposu"]  # as the beginning of a word
    assert titles("kasa paz") == []


def test_the_words_as_they_should_be_are_told_where_none_has_them_as_typed(town):
    assert suggest("nöbetçi eczne").did_you_mean == "nöbetçi eczane"
    assert suggest("çicke ecz").did_you_mean == "çiçek ecz"
    assert suggest("eczane").did_you_mean == ""
    assert suggest("sporsal").did_you_mean == ""


def test_enough_answers_are_left_as_they_are_and_few_are_added_to():
    document("Belde Sokağı")
    document("Beldi Camii")
    assert titles("beldi")[0] == "Beldi Camii"
    assert set(titles("beldi")) == {"Beldi Camii", "Belde Sokağı"}
    assert suggest("beldi").did_you_mean == ""  # it stands somewhere
    for number in range(FEW):
        document(f"Belediye {number}")
    assert len(titles("beldi")) == 2 + FEW
    assert len(titles("beldi", limit=2)) == 2
    for number in range(FEW):
        document(f"Beldi {number}")
    assert all(title.startswith("Beldi") for title in titles("beldi"))


def test_each_document_is_suggested_once(town):
    document("Eczne Lokantası")
    found = titles("eczne")
    assert found[0] == "Eczne Lokantası"
    assert len(found) == len(set(found)) == 3


@pytest.mark.parametrize(
    ("typed", "most"),
    [
        ("eczane", 3),
        ("bel", 1),  # too short to be misspelt
        ("çiçek eczanesi", 1),  # few, but nothing in it can be an error
        ("eczne", 3),
        ("nöbtçi eczne", 3),
        ("sporsalonu", 3),
        ("zzqqxx", 3),
        ("1234", 2),
    ],
)
def test_a_suggestion_costs_one_query_and_at_most_three_where_it_finds_few(town, typed, most):
    suggest(typed)
    with CaptureQueriesContext(connection) as queries:
        suggest(typed)
    assert len(queries) <= most


def test_what_is_found_as_typed_asks_the_vocabulary_nothing(town, django_assert_num_queries):
    for number in range(FEW):
        document(f"Ezcane {number}")
    suggest("ezcane")
    with django_assert_num_queries(1):
        assert len(titles("ezcane")) == FEW


@pytest.mark.parametrize(
    ("locale", "title", "typed"),
    [("en", "Public libraries", "publc libr"), ("ar", "المكتبات العامة", "المكبتات")],
)
def test_other_languages_are_forgiven_too(locale, title, typed):
    document(title, locale=locale)
    document("Halk Kütüphanesi")
    assert titles(typed, locale=locale) == [title]


@pytest.mark.parametrize("typed", ["la", "LAL", "lal", "erkilet sp", "ço", "co", "5. n"])
def test_two_and_three_letters_are_the_beginning_of_any_word_of_title_or_keywords(typed):
    document("Lale Parkı")
    document("Erkilet Salonu", keywords="Spor tesisi")
    document("Halk Çorbacısı")
    document("5. Noter")
    document("Uzak Yer", text="Lale, spor, çorba")
    assert len(titles(typed)) == 1
    assert titles(typed) != ["Uzak Yer"]


def test_landing_pages_are_suggested_and_other_frames_are_not():
    document("Nöbetçi eczaneler", kind="pharmacy_duty")
    document("Kurumsal nöbetçiler", kind="home")
    assert titles("nöbetçi eczne") == ["Nöbetçi eczaneler"]
    assert titles("nöbet") == ["Nöbetçi eczaneler"]


def test_the_word_meant_is_told_as_it_is_written_and_not_in_a_chance_form():
    document("Mahalle kütüphaneleri")
    document("Halk Kütüphanesi", keywords="Kütüphane")
    assert suggest("kutphane").did_you_mean == "kütüphane"
    assert search("kutphane").did_you_mean == "kütüphane"


def test_what_has_run_out_or_was_withdrawn_is_not_suggested_by_a_detour(town):
    from search.models import PublishedDocument

    gone = document("Gizli Eczane")
    PublishedDocument.objects.filter(page_id=gone).update(gone=True)
    assert "Gizli Eczane" not in titles("gizli ezcne")
    assert titles("gizil eczane") == []


def slips(word):
    """Yield what one slip of the fingers makes of a word: lost, swapped, doubled, a key beside."""
    for at, letter in enumerate(word):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + letter + word[at:]
        if at + 1 < len(word):
            yield word[:at] + word[at + 1] + letter + word[at + 2 :]
        for row in map(fold, ROWS):
            for left, right in pairwise(row):
                if letter in (left, right):
                    yield word[:at] + (left if letter == right else right) + word[at + 1 :]


@pytest.mark.parametrize("word", ["eczanesi", "kutuphane", "muhtarlik", "asfalt", "hastanesi"])
def test_every_slip_in_every_beginning_of_five_letters_or_more_is_forgiven(word):
    document(word)
    missed = []
    for length in range(5, len(word) + 1):
        for typed in set(slips(word[:length])):
            (asked,) = languages.parse(typed).words
            if word.startswith(typed) or not asked.near:
                continue  # right so far, or a word of its own
            (known,) = vocabulary.ask([asked], "tr", unfinished=True).values()
            if word not in {one[1] for one in known.resembling()} and len(typed) >= 5:
                missed.append(typed)
    assert missed == []


@pytest.mark.elasticsearch
@pytest.mark.parametrize(
    "typed",
    [
        "eczne",
        "nöbetçi eczne",
        "ecznes",
        "parj",
        "oto pa",
        "sporsal",
        "çicke ecz",
        "beld",
        "kü",
        "zzq",
    ],
)
def test_both_engines_suggest_the_same(town, typed, elastic):
    with engines.throw_away("elasticsearch") as theirs:
        assert suggest(typed, engine=theirs) == suggest(typed, engine=PostgresEngine())
