"""The inflectional suffixes of Turkish nouns, generated from their templates.

A suffix's surface form depends on the word before it in two ways: the harmony of its last vowel
(four kinds) and its last sound (vowel, voiced consonant, voiceless consonant; or a changed stem
such as sokağ-, which only takes suffixes that begin with a vowel). That makes sixteen classes of
word. The tables map each surface form to the set of classes (a bit mask) it may follow.

Templates use A (a, e), I (ı, i, u, ü), D (d, t), C (c, ç); a bracketed first sound appears only
where it is needed: (y)A is -ya after a vowel, -a after a consonant, (I)m is -m after a vowel.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from .text import ascii_letters

VOWELS = "aıoueiöü"
AFTER_VOWEL, AFTER_VOICED, AFTER_VOICELESS, CHANGED = range(4)
_VOICELESS = "fstkçşhp"
_HARMONY = {"a": 0, "ı": 0, "e": 1, "i": 1, "o": 2, "u": 2, "ö": 3, "ü": 3}
_WIDE = "aeae"
_NARROW = "ıiuü"
FRONTED = {0: 1, 1: 1, 2: 3, 3: 3}
"""Harmony of words such as saat (saati) and rol (rolü), whose last vowel misleads."""

_PLURAL = ("", "lAr")
_POSSESSIVES = ("(I)m", "(I)n", "(I)mIz", "(I)nIz")
_SAFE_POSSESSIVES = ("(I)mIz",)
_CASES = ("", "(y)A", "(y)I", "DA", "DAn", "(n)In", "(y)lA")
_CASES_AFTER_THIRD = ("", "nA", "nI", "ndA", "ndAn", "nIn", "ylA")
_AFTER_KI = ("", "nA", "nI", "ndA", "ndAn", "nIn", "ylA")


class State(NamedTuple):
    """A suffix chain so far: its letters, and the harmony and kind of sound at its end."""

    text: str
    harmony: int
    ending: int


class Tables(NamedTuple):
    """Suffix to class mask, as spelled and folded to ASCII."""

    exact: dict[str, int]
    folded: dict[str, int]


def word_class(word: str, *, fronted: bool = False, changed: bool = False) -> int:
    """Return the class bit of a `plain` Turkish word; 0 if it has no vowel."""
    harmony = next((_HARMONY[sign] for sign in reversed(word) if sign in _HARMONY), None)
    if harmony is None:
        return 0
    if fronted:
        harmony = FRONTED[harmony]
    return bit(harmony, CHANGED if changed else ending_of(word))


def harmony_of(classes: int) -> int:
    """Return the harmony (0 a/ı, 1 e/i, 2 o/u, 3 ö/ü) of a mask with one class set."""
    return (classes.bit_length() - 1) // 4


def ending_of(word: str) -> int:
    """Tell whether a word ends in a vowel, a voiced or a voiceless consonant."""
    if word[-1] in _HARMONY:
        return AFTER_VOWEL
    return AFTER_VOICELESS if word[-1] in _VOICELESS else AFTER_VOICED


def bit(harmony: int, ending: int) -> int:
    """Return the mask with the one class set."""
    return 1 << (harmony * 4 + ending)


def attach(state: State, template: str) -> State:
    """Add one suffix to a chain, spelled as its surroundings demand."""
    text, harmony, ending = state
    if template.startswith("("):
        wanted = (ending == AFTER_VOWEL) == (template[1] != "I")
        template = (template[1] if wanted else "") + template[3:]
    letters = []
    for symbol in template:
        sign = symbol
        if sign == "A":
            sign = _WIDE[harmony]
        elif sign == "I":
            sign = _NARROW[harmony]
        elif sign == "D":
            sign = "t" if ending == AFTER_VOICELESS else "d"
        elif sign == "C":
            sign = "ç" if ending == AFTER_VOICELESS else "c"
        letters.append(sign)
        harmony = _HARMONY.get(sign, harmony)
        ending = ending_of(sign)
    return State(text + "".join(letters), harmony, ending)


def _chains(start: State, *, everything: bool) -> Iterator[str]:
    """Yield every inflection of a noun of one class; `everything` adds the risky ones."""
    for plural in _PLURAL:
        number = attach(start, plural) if plural else start
        yield from _cases(number, _CASES, everything=everything)
        third = attach(number, "(s)I")
        yield from _cases(third, _CASES_AFTER_THIRD, everything=everything)
        for possessive in _POSSESSIVES if everything else _SAFE_POSSESSIVES:
            yield from _cases(attach(number, possessive), _CASES, everything=everything)


def _cases(noun: State, cases: Iterable[str], *, everything: bool) -> Iterator[str]:
    """Yield the case forms, with -ki and what may follow it."""
    for case in cases:
        form = attach(noun, case) if case else noun
        yield form.text
        if case in ("DA", "ndA", "(n)In", "nIn"):
            relative = attach(form, "ki")
            for after in _AFTER_KI:
                yield attach(relative, after).text if after else relative.text
            several = attach(relative, "lAr")
            for after in _CASES:
                yield attach(several, after).text if after else several.text
        if everything and case in ("", "DA", "ndA"):
            yield attach(form, "DIr").text
    if everything:
        yield attach(noun, "nCA" if cases is _CASES_AFTER_THIRD else "CA").text


def _tables(templates: dict[int, set[str]]) -> Tables:
    exact: dict[str, int] = {}
    folded: dict[str, int] = {}
    for place, forms in templates.items():
        for form in forms:
            if form:
                exact[form] = exact.get(form, 0) | 1 << place
                plain_form = ascii_letters(form)
                folded[plain_form] = folded.get(plain_form, 0) | 1 << place
    return Tables(exact, folded)


@cache
def inflections(*, everything: bool) -> Tables:
    """Return the inflection tables.

    Args:
        everything: With the possessives of I and thou, -CA and -DIr. They are safe where the word
            before them is known; on unknown words, many of which are names, they are not.
    """
    forms: dict[int, set[str]] = {}
    for harmony in range(4):
        for ending in range(4):
            start = State("", harmony, AFTER_VOICED if ending == CHANGED else ending)
            chain = set(_chains(start, everything=everything))
            if ending == CHANGED:
                chain = {form for form in chain if form and form[0] in _HARMONY}
            forms[harmony * 4 + ending] = chain
    return _tables(forms)


_DERIVATIONS = ("lIk", "CI", "lI", "sIz", "CIlIk", "lIlIk", "sIzlIk")


@cache
def derivations() -> dict[str, tuple[tuple[int, str, bool], ...]]:
    """Return derivational suffixes, folded: (class mask they follow, spelling, changed stem).

    They make another word, so a stem keeps them; they are known only in order to see the
    inflection behind them (mezarlığı is mezarlık with -ı).
    """
    found: dict[str, dict[tuple[str, bool], int]] = {}
    for harmony in range(4):
        for ending in (AFTER_VOWEL, AFTER_VOICED, AFTER_VOICELESS):
            for template in _DERIVATIONS:
                form = attach(State("", harmony, ending), template).text
                variants = [(form, False)]
                if form.endswith("k"):
                    variants.append((form[:-1] + "ğ", True))
                for text, changed in variants:
                    masks = found.setdefault(ascii_letters(text), {})
                    masks[text, changed] = masks.get((text, changed), 0) | bit(harmony, ending)
    return {
        folded: tuple((mask, text, changed) for (text, changed), mask in masks.items())
        for folded, masks in found.items()
    }
