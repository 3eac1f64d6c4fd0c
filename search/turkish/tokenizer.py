"""Texts to words: apostrophes, numbers with suffixes, abbreviations, adjacent pairs."""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from .lexicon import data_lines
from .stemmer import CACHE_SIZE, analyse_plain, analyse_word
from .suffixes import derivations, inflections
from .text import APOSTROPHES, fold, nfc, plain


class Token(NamedTuple):
    """One word of a text.

    `exact` is lower-cased the Turkish way with circumflexes and apostrophe suffix dropped,
    `folded` the same in ASCII letters, `stem` the folded stem. `start` and `end` are character
    offsets in the text as given, the apostrophe suffix included.
    """

    exact: str
    folded: str
    stem: str
    start: int
    end: int


class Analysis(NamedTuple):
    """The four term lists an engine stores for a text, in text order, repetitions kept.

    `exact` and `folded` have one term per word; `stems` has one, or several where a spelling has
    several readings; `joins` has each two neighbouring words written together (once as they
    stand, once with the second one's stem).
    """

    exact: list[str]
    folded: list[str]
    stems: list[str]
    joins: list[str]


class Word(NamedTuple):
    """What is kept of a distinct word."""

    exact: str
    folded: str
    stems: tuple[str, ...]
    known: bool


Span = tuple[Word, int, int]

LONGEST_WORD = 120
"""Runs of letters longer than this are cut off (they are not words)."""

_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
_LETTER = rf"[^\W\d_{_MARKS}]"
_WORD = rf"{_LETTER}[^\W\d_]*(?:[{_MARKS}]+[^\W\d_]*)*"
_SIGN = "[" + re.escape(APOSTROPHES) + "]"
_TOKEN = re.compile(
    rf"(?P<dotted>(?<!\w)(?:{_LETTER}\.){{2,9}}(?:{_LETTER}(?!\w))?)"
    rf"|(?P<number>\d+)(?:\.?(?P<sign>{_SIGN}?)(?P<tail>{_WORD}))?"
    rf"|{_WORD}(?:{_SIGN}{_WORD})*"
)

_UNITS = frozenset("123456789")
_TENS = {
    "on": "1",
    "yirmi": "2",
    "otuz": "3",
    "kirk": "4",
    "elli": "5",
    "altmis": "6",
    "yetmis": "7",
    "seksen": "8",
    "doksan": "9",
}
_ORDINAL = re.compile(r"(?:[iu]?nc[iu])?(.*)")


@lru_cache(maxsize=4096)
def _is_suffix(folded: str) -> bool:
    """Tell whether letters after an apostrophe or a numeral are a suffix."""
    if folded in inflections(everything=True).folded or folded in derivations():
        return True
    found = _ORDINAL.fullmatch(folded)
    rest = found.group(1) if found else folded
    return rest != folded and (not rest or rest in inflections(everything=True).folded)


@cache
def _abbreviations() -> tuple[dict[str, str], dict[str, str]]:
    """Return abbreviations that stand anywhere, and those that need their full stop."""
    anywhere: dict[str, str] = {}
    dotted: dict[str, str] = {}
    for line in data_lines("abbreviations.csv"):
        short, full, where = line.split(",")
        stem = analyse_word(full).stems[0]
        (anywhere if where == "anywhere" else dotted)[fold(short)] = stem
    return anywhere, dotted


@lru_cache(maxsize=CACHE_SIZE)
def word(raw: str) -> Word:
    """Return what is kept of a word as it stands in a text. Cached."""
    raw = nfc(raw[:LONGEST_WORD])
    if not raw.isalpha():
        raw = _without_suffix(raw)
    exact, folded = plain(raw), fold(raw)
    full = _abbreviations()[0].get(folded)
    if full:
        return Word(exact, folded, (full,), True)
    stems, known = analyse_plain(exact if len(exact) == len(folded) else folded, folded)
    return Word(exact, folded, stems, known)


def _before_stop(one: Word) -> Word:
    """Return a word that a full stop follows: some abbreviations need it."""
    full = _abbreviations()[1].get(one.folded)
    return Word(one.exact, one.folded, (full,), True) if full else one


def _without_suffix(raw: str) -> str:
    """Drop apostrophe suffixes (Kayseri'nin); close other apostrophes up (Kur'an)."""
    parts = re.split(_SIGN, raw)
    if fold("".join(parts)) == "kura":  # kur'a, a draw of lots, is not kur in the dative
        return "".join(parts)
    while len(parts) > 1 and _is_suffix(fold(parts[-1])):
        parts.pop()
    return "".join(parts)


@lru_cache(maxsize=4096)
def _number(digits: str) -> Word:
    if not digits.isascii():
        digits = "".join(str(unicodedata.digit(sign, 0)) for sign in digits)
    return Word(digits, digits, (digits.lstrip("0") or "0",), True)


def scan(text: str) -> list[Span]:
    """Return the words of a text with their character offsets."""
    found: list[Span] = []
    add = found.append
    length = len(text)
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        if kind is None:
            one = word(match.group())
            if end < length and text[end] == ".":
                one = _before_stop(one)
            if one.stems[0] in _UNITS and found:
                one, start = _after_ten(found, one, start)
            add((one, start, end))
        elif kind == "dotted":
            add((word(match.group().replace(".", "")), start, end))
        else:
            _add_number(match, text, found)
    return found


def _after_ten(found: list[Span], one: Word, start: int) -> tuple[Word, int]:
    """Read "on birinci" as the eleventh, "yetmiş beşinci" as the 75th."""
    previous = found[-1]
    ten = _TENS.get(previous[0].folded)
    if ten is None:
        return one, start
    found.pop()
    before = previous[0]
    joined = Word(before.exact + one.exact, before.folded + one.folded, (ten + one.stems[0],), True)
    return joined, previous[1]


def _add_number(match: re.Match[str], text: str, found: list[Span]) -> None:
    """Add a numeral, dropping a suffix (5'inci, 1453'te, 15.si), keeping another word (12A)."""
    digits, tail = match.group("number"), match.group("tail")
    end = match.end("number")
    if tail is not None:
        folded = fold(tail)
        if _is_suffix(folded) and (match.group("sign") or len(folded) > 1):
            end, tail = match.end(), None
    found.append((_number(digits), match.start(), end))
    if tail is not None:
        start, end = match.span("tail")
        one = word(tail)
        if end < len(text) and text[end] == ".":
            one = _before_stop(one)
        found.append((one, start, end))


def tokens(text: str) -> list[Token]:
    """Split a text into words ready for exact, folded and stemmed matching."""
    new = tuple.__new__  # three times as fast as Token(...), and this is the hot loop
    return [
        new(Token, (exact, folded, stems[0], start, end))
        for (exact, folded, stems, _), start, end in scan(text)
    ]


def analyse(text: str) -> Analysis:
    """Return the four ready-made term lists of a text, one for each of an engine's fields."""
    exact: list[str] = []
    folded: list[str] = []
    stems: list[str] = []
    joins: list[str] = []
    before = ""
    for (spelled, ascii_form, readings, _), _, _ in scan(text):
        exact.append(spelled)
        folded.append(ascii_form)
        stems += readings
        if not ascii_form.isalpha():
            before = ""
            continue
        if before:
            joins.append(before + ascii_form)
            if readings[0] != ascii_form:
                joins.append(before + readings[0])
        before = ascii_form
    return Analysis(exact, folded, stems, joins)


def joined(words: list[Token]) -> list[str]:
    """Return each two neighbouring words written together, folded (spor salonu: sporsalonu)."""
    return [
        left.folded + right.folded
        for left, right in pairwise(words)
        if left.folded.isalpha() and right.folded.isalpha()
    ]
