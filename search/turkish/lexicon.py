"""The shipped dictionary: lemmas with their stem changes, verbs, proper names."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from .suffixes import VOWELS, State, attach, ending_of, harmony_of, word_class
from .text import ascii_letters

_SOFTENED = {"k": "ğ", "p": "b", "ç": "c", "t": "d", "g": "ğ"}


class Entry(NamedTuple):
    """One spelling a lemma's stem takes before suffixes."""

    spelling: str
    stem: str
    classes: int
    common: bool
    alone: bool
    """Whether the spelling is a word of its own (sokak), not only a stem (sokağ-)."""
    verbal: bool
    """Whether it is a verbal noun (ödeme, ödemek) made from a verb here."""


class Lexicon(NamedTuple):
    """Folded stem spellings to their entries; folded verb roots."""

    entries: dict[str, tuple[Entry, ...]]
    verbs: frozenset[str]
    longest: int


def data_lines(name: str) -> list[str]:
    """Return a shipped data file's lines without comments and blanks."""
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def lexicon() -> Lexicon:
    """Load the dictionary, once per process (about 0.2 s, 25 MB)."""
    entries: dict[str, list[Entry]] = {}
    verbs: set[str] = set()
    for line in data_lines("lexicon.txt"):
        lemma, flags, *correct = line.split()
        made = []
        if "v" not in flags or "n" in flags:
            made = _noun(lemma, flags, correct[0] if correct else lemma)
        if "v" in flags:
            verbs.add(ascii_letters(lemma))
            made += _verbal_nouns(lemma, common="*" in flags)
        for entry in made:
            entries.setdefault(ascii_letters(entry.spelling), []).append(entry)
    longest = max(map(len, entries))
    return Lexicon({key: tuple(rows) for key, rows in entries.items()}, frozenset(verbs), longest)


@cache
def names() -> dict[str, str]:
    """Load proper names (persons, provinces, districts, villages): folded to spelled."""
    return {ascii_letters(name): name for name in data_lines("names.txt")}


def _noun(lemma: str, flags: str, correct: str) -> list[Entry]:
    """Make a noun's entries; a common misspelling takes the stem of the `correct` lemma."""
    stem = ascii_letters(correct)
    common = "*" in flags
    if "x" in flags and "n" not in flags:
        return [Entry(lemma, stem, 0, common, True, False)]
    fronted = "f" in flags
    both = word_class(lemma) | word_class(lemma, fronted=True) if "g" in flags else 0
    classes = both or word_class(lemma, fronted=fronted)
    made = [Entry(lemma, stem, classes, common, True, False)]
    for changed in _changed_stems(lemma, flags):
        classes = word_class(lemma, fronted=fronted, changed=True)
        if both:
            classes |= word_class(lemma, fronted=True, changed=True)
        made.append(Entry(changed, stem, classes, common, False, False))
    return made


def _changed_stems(lemma: str, flags: str) -> list[str]:
    """Spell the stem as it is before a vowel: sokağ-, şehr-, kayd-, zamm-, suy-, cami-."""
    found = []
    soft = _SOFTENED.get(lemma[-1]) if "s" in flags else None
    if lemma.endswith("nk") and soft:
        soft = "g"
    if soft:
        found.append(lemma[:-1] + soft)
    if "d" in flags and len(lemma) > 3 and lemma[-2] in VOWELS:
        found += [form[:-2] + form[-1] for form in (lemma, *found)]
    if "z" in flags:
        found += [form + form[-1] for form in (lemma, *found)]
    if "c" in flags:
        found.append(lemma)
    if lemma in ("su", "ne"):
        found.append(lemma + "y")
    return found


def _verbal_nouns(root: str, *, common: bool) -> list[Entry]:
    """Make ödeme, ödemek (which shares its stem) and açılış."""
    classes = word_class(root)
    if not classes:
        return []
    vowel = "ea"[harmony_of(classes) in (0, 2)]
    noun, infinitive = f"{root}m{vowel}", f"{root}m{vowel}k"
    stem = ascii_letters(noun)
    act = attach(State(root, harmony_of(classes), ending_of(root)), "(y)Iş").text
    return [
        Entry(act, ascii_letters(act), word_class(act), common, True, True),
        Entry(noun, stem, word_class(noun), common, True, True),
        Entry(infinitive, stem, word_class(infinitive), common, True, True),
    ]
