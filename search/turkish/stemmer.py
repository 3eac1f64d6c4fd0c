"""Stems: dictionary analysis first, a careful guess for words the dictionary lacks.

See docs/search-turkish.md for the designs tried, with their figures.
"""

from collections.abc import Iterator
from typing import NamedTuple

from .guess import SAFE_ENDINGS, STEM_PART, guess
from .lexicon import Entry, lexicon, names
from .suffixes import derivations, inflections, word_class
from .text import ascii_letters, fold, plain

CACHE_SIZE = 65_536
"""Words whose analysis is kept; about 25 MB when full."""

LONGEST = 40
"""Longer words are left as they are: no Turkish noun form needs more."""

_INEXACT = 100
_RARE_SUFFIX = 12
_SURE = 25
"""Readings ranked below this are exact spellings of common words."""
_SURE_ENOUGH = 31
"""The same where the best reading is itself a rare word."""
_MOST_READINGS = 3

_UNITS = ("bir", "iki", "uc", "dord", "bes", "alti", "yedi", "sekiz", "dokuz")
_UNIT_ORDINALS = [
    unit + ending
    for unit, ending in zip(
        _UNITS,
        ("inci", "nci", "uncu", "uncu", "inci", "nci", "nci", "inci", "uncu"),
        strict=True,
    )
]
ORDINALS = {
    word: str(place)
    for place, word in enumerate(
        [*_UNIT_ORDINALS, "onuncu", *("on" + unit for unit in _UNIT_ORDINALS), "yirminci"], start=1
    )
}
ORDINALS |= {
    "otuzuncu": "30",
    "kirkinci": "40",
    "ellinci": "50",
    "altmisinci": "60",
    "yetmisinci": "70",
    "sekseninci": "80",
    "doksaninci": "90",
    "yuzuncu": "100",
}
"""Folded ordinals to their numerals; "on birinci" in two words is the tokenizer's business."""

_ENDINGS = inflections(everything=True)
_DERIVATIONS = derivations()


class Analysis(NamedTuple):
    """What is known of one word."""

    stems: tuple[str, ...]
    """The stem, then, where the spelling allows two readings, the other reading's stem."""
    known: bool
    """Whether the word is surely a Turkish word as it stands, so not a typing error."""


class _Reading(NamedTuple):
    rank: int
    remainder: int
    stem: str
    exact: bool
    bare: bool
    common: bool
    derived: bool


def stem(word: str) -> str:
    """Return the ASCII-folded stem of one word, its inflection removed.

    Softened consonants and dropped vowels are restored (sokağı: sokak, şehri: sehir);
    derivational suffixes stay (mezarlık is not mezar). Turkish and ASCII typing give the same
    stem. Idempotent.
    """
    return analyse_word(word).stems[0]


def analyse_word(word: str) -> Analysis:
    """Analyse one word, written in any case, without apostrophes."""
    spelled, folded = plain(word), fold(word)
    if len(folded) != len(spelled):
        spelled = folded
    return analyse_plain(spelled, folded)


def analyse_plain(spelled: str, folded: str) -> Analysis:
    """Analyse a word given as `plain` and `fold` leave it, letter for letter alike."""
    if not 2 < len(folded) <= LONGEST or not folded.isalpha():
        return Analysis((folded,), len(folded) < 3)
    stems, known, settled = _stems(spelled, folded)
    first = stems[0]
    while not settled:
        again, _, settled = _stems(first, first)
        settled = settled or again[0] == first
        first = again[0]
    first = ORDINALS.get(first, first)
    return Analysis((first, *(other for other in stems[1:] if other != first)), known)


def first_guess(word: str) -> str:
    """Return the stem after one step of stripping: for unknown words nearer to what was typed."""
    spelled, folded = plain(word), fold(word)
    if len(folded) != len(spelled) or len(folded) > LONGEST:
        return folded
    return _stems(spelled, folded)[0][0]


def _stems(spelled: str, folded: str) -> tuple[tuple[str, ...], bool, bool]:
    """Return the stem with other readings' stems; is the word known; is the stem its own stem."""
    for entry in lexicon().entries.get(folded, ()):
        if entry.alone and entry.common and not entry.verbal and entry.spelling == spelled:
            return (entry.stem,), True, True
    readings = _readings(spelled, folded)
    if not readings:
        guessed = guess(spelled, folded)
        return (guessed,), False, guessed == spelled
    readings.sort()
    best = readings[0]
    bare = next((one for one in readings if one.bare and not one.derived), None)
    known = bare is not None or best.common or (best.exact and not best.derived)
    if not spelled.replace("ı", "i").isascii() and not any(one.exact for one in readings):
        known = False  # who types düyün does not type ASCII letters: duyun is not what is meant
    if bare is not None and not bare.exact and not spelled.isascii():
        bare = None  # halı is not hali, though hali may be halı
    # An ASCII-typed dictionary word is its own stem, whatever else it may be: stems, which are
    # ASCII, must be stable.
    found = [bare.stem if bare is not None else best.stem]
    limit = _SURE if best.rank < _SURE and best.common else _SURE_ENOUGH
    for one in readings:
        # An equally plausible form of another word is kept as a further reading.
        plausible = one.rank < limit
        if spelled.isascii() and one.common and one.rank < _INEXACT + _SURE:
            plausible = True  # typed in ASCII letters, perhaps
        if plausible and one.stem not in found:
            found.append(one.stem)
    return tuple(found[:_MOST_READINGS]), known, bare is not None or not best.derived


def _readings(spelled: str, folded: str) -> list[_Reading]:
    """Return every way to read the word as a dictionary word or name with inflection."""
    words = lexicon().entries
    proper = names()
    length = len(folded)
    stem_part = STEM_PART.match(spelled)
    floor = stem_part.end() if stem_part else 0
    found: list[_Reading] = []
    for cut in range(length, 1, -1):
        start = folded[:cut]
        entries = words.get(start)
        if entries is not None and 2 < cut < length - 1:
            found += _derived(spelled, folded, cut, entries, floor)
        if cut < floor:
            continue
        rest = folded[cut:]
        followers = _ENDINGS.folded.get(rest, 0)
        if entries is not None and (followers or not rest):
            found += _inflected(spelled, cut, rest, entries)
        if cut > 3 and (followers or not rest) and (name := proper.get(start)) is not None:
            found += _named(spelled, cut, rest, name)
    return found


def _inflected(spelled: str, cut: int, rest: str, entries: tuple[Entry, ...]) -> Iterator[_Reading]:
    """Yield readings as dictionary words, bare or with the ending `rest`."""
    if not rest:
        for entry in entries:
            if entry.alone:
                yield _reading(entry, 0, exact=spelled == entry.spelling)
        return
    followers, exactly = _ENDINGS.folded[rest], _ENDINGS.exact.get(spelled[cut:], 0)
    rare = rest not in SAFE_ENDINGS
    for entry in entries:
        if followers & entry.classes and (cut > 2 or entry.common):
            exact = bool(exactly & entry.classes) and spelled.startswith(entry.spelling)
            yield _reading(entry, len(rest), exact=exact, rare=rare)


def _named(spelled: str, cut: int, rest: str, name: str) -> Iterator[_Reading]:
    """Yield the reading as a proper name, bare or with the ending `rest`."""
    stem_of = ascii_letters(name)
    if not rest:
        yield _name_reading(stem_of, 0, exact=spelled == name)
        return
    classes = word_class(name)
    safe = rest in SAFE_ENDINGS or _after_compound(stem_of, rest)
    if safe and _ENDINGS.folded[rest] & classes:
        exact = spelled.startswith(name) and bool(_ENDINGS.exact.get(spelled[cut:], 0) & classes)
        yield _name_reading(stem_of, len(rest), exact=exact)


def _reading(entry: Entry, remainder: int, *, exact: bool, rare: bool = False) -> _Reading:
    bare = remainder == 0
    if entry.verbal:
        rank = (5 if entry.common else 25) if bare else (22 if entry.common else 35)
    elif bare:
        rank = 0 if entry.common else 10
    else:
        rank = 20 if entry.common else 30
    rank += (0 if exact else _INEXACT) + (_RARE_SUFFIX if rare else 0)
    return _Reading(rank, remainder, entry.stem, exact, bare, entry.common, False)


def _name_reading(name: str, remainder: int, *, exact: bool) -> _Reading:
    rank = (33 if remainder else 26) + (0 if exact else _INEXACT)
    return _Reading(rank, remainder, name, exact, remainder == 0, False, False)


def _dots_apart(spelled: str, expected: str) -> bool:
    """Tell whether a word begins as expected but for ASCII typing or wrongly dotted i's."""
    if spelled.isascii():
        return True
    return spelled.replace("ı", "i").startswith(expected.replace("ı", "i"))


def _after_compound(name: str, rest: str) -> bool:
    """Tell whether a suffix may follow a compound name that ends in -(s)I: Pınarbaşında."""
    return name[-1] in "iu" and rest.startswith("n")


def _derived(
    spelled: str, folded: str, cut: int, entries: tuple[Entry, ...], floor: int
) -> Iterator[_Reading]:
    """Yield readings as a derived word (mezar-lık), bare or inflected."""
    exact_endings, folded_endings = _ENDINGS
    for end in range(max(cut + 2, floor), min(len(folded), cut + 6) + 1):
        forms = _DERIVATIONS.get(folded[cut:end])
        if forms is None:
            continue
        rest = folded[end:]
        for entry in entries:
            if not entry.alone:
                continue
            for mask, form, changed in forms:
                if not mask & entry.classes or (changed and not rest):
                    continue
                classes = word_class(form, changed=changed)
                if rest and not folded_endings.get(rest, 0) & classes:
                    continue
                exact = spelled.startswith(entry.spelling + form) and (
                    not rest or bool(exact_endings.get(spelled[end:], 0) & classes)
                )
                if not exact and not _dots_apart(spelled, entry.spelling + form):
                    continue
                kept = folded[:cut] + ascii_letters(form[:-1] + "k" if changed else form)
                rank = (40 if entry.common else 45) + (0 if exact else _INEXACT)
                yield _Reading(rank, len(folded) - end, kept, exact, not rest, entry.common, True)
