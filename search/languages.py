"""Words of texts and queries in each language of the site.

Turkish has its own package. English and Arabic get what is safe without a dictionary: folded
letters and the commonest endings and articles, so that forms of a word meet.
"""

import re
import unicodedata
from collections.abc import Iterable

from search import turkish
from search.turkish import Analysis, Option, Query, QueryWord, SynonymTable, Term, Token
from search.turkish.query import EXACT, FOLDED, STEM

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_ARABIC_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه"}  # noqa: RUF001
)
_ENGLISH_STOPS = """
a an and are at by can do for from how i in is it my of on or the to what when where which who with
you your
"""
_ARABIC_STOPS = """
في من على الى عن هو هي هل ما اين كيف متي هذا هذه و او مع
"""
_STOPS = {"en": frozenset(_ENGLISH_STOPS.split()), "ar": frozenset(_ARABIC_STOPS.split())}


def tokens(text: str, locale: str = "tr") -> list[Token]:
    """Split a text into words."""
    if locale == "tr":
        return turkish.tokens(text)
    return list(_words(text, locale))


def analyse(text: str, locale: str = "tr") -> Analysis:
    """Return the term lists of a text."""
    if locale == "tr":
        return turkish.analyse(text)
    words = tokens(text, locale)
    return Analysis(
        [word.exact for word in words],
        [word.folded for word in words],
        [word.stem for word in words],
        turkish.joined(words),
    )


def parse(text: str, locale: str = "tr", synonyms: SynonymTable | None = None) -> Query:
    """Return what each word of a query may be met by."""
    if locale == "tr":
        return turkish.query_terms(text, synonyms)
    words = tokens(text, locale)
    stops = _STOPS["ar" if locale == "ar" else "en"]
    kept = [word for word in words if word.folded not in stops] or words
    asked = tuple(QueryWord(word, _options(word), _near(word), False) for word in kept)
    return Query(asked, tuple(word for word in words if word not in kept))


def _options(word: Token) -> tuple[Option, ...]:
    return (
        Option((Term("exact", word.exact),), EXACT, "exact"),
        Option((Term("folded", word.folded),), FOLDED, "folded"),
        Option((Term("stems", word.stem),), STEM, "stem"),
    )


def _near(word: Token) -> tuple[turkish.Near, ...]:
    distance = turkish.distance_allowed(word.folded)
    if not distance or not word.folded.isalpha():
        return ()
    return (turkish.Near(word.folded, distance),)


def _words(text: str, locale: str) -> Iterable[Token]:
    for match in _WORD.finditer(text):
        exact = unicodedata.normalize("NFC", re.split("['’]", match.group())[0]).casefold()
        folded = _fold(exact)
        if folded:
            yield Token(exact, folded, _stem(folded, locale), match.start(), match.end())


def _fold(word: str) -> str:
    plain = _ARABIC_MARKS.sub("", word).translate(_ARABIC_LETTERS)
    return turkish.fold(plain)


def _stem(word: str, locale: str) -> str:
    return _arabic_stem(word) if locale == "ar" else _english_stem(word)


def _english_stem(word: str) -> str:
    """Drop plural endings: services, boxes, libraries; not bus, address."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _arabic_stem(word: str) -> str:
    """Drop the article with its prepositions, and the commonest plural endings."""
    for prefix in ("وال", "بال", "كال", "فال", "لل", "ال"):
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    for ending in ("ات", "ون", "ين", "ه"):  # noqa: RUF001
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
