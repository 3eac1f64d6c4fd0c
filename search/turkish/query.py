"""Queries: what each word of a query may be met by, engine-neutral; and `matches`, the yardstick.

A text is found when every word of the query that counts is met. A word is met when

1. all terms of one of its options are in the text's term lists (`analyse`), or
2. one of its near forms is within its distance of a term of at least four letters in the text's
   folded or stems list (OSA distance, `edit_distance`).

Words that count (`counts`): all but stop words, question words, finite verbs ("nerede kıyılır")
and what an address may do without; if nothing else is left, all. Near forms exist only for words
the dictionary does not know: a correctly spelled word is never taken for an error, so park does
not find parke.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, NamedTuple

from .distance import SHORT, distance_allowed, edit_distance
from .lexicon import data_lines, lexicon
from .stemmer import analyse_word, first_guess
from .synonyms import SynonymTable
from .tokenizer import Analysis, Span, Token, Word, analyse, scan

EXACT, FOLDED, STEM, JOIN, TYPO = 1.0, 0.9, 0.8, 0.7, 0.4

Field = Literal["exact", "folded", "stems", "joins"]
Kind = Literal["exact", "folded", "stem", "join", "synonym"]


class Term(NamedTuple):
    """A term that must be in one of a text's lists, compared for equality."""

    field: Field
    value: str


class Option(NamedTuple):
    """One way to meet a word: all of the terms, anywhere in the text."""

    terms: tuple[Term, ...]
    weight: float
    kind: Kind


class Near(NamedTuple):
    """A form that folded or stem terms may differ from by `distance` edits, at weight TYPO."""

    value: str
    distance: int


class QueryWord(NamedTuple):
    """A word of a query that counts."""

    token: Token
    options: tuple[Option, ...]
    """Best first. Options that span several words (joins, phrases) are on each of these."""
    near: tuple[Near, ...]
    known: bool
    """Whether it is a dictionary word. Unknown ones may be unfinished: a prefix search helps."""


class Query(NamedTuple):
    """A query: every word must be met."""

    words: tuple[QueryWord, ...]
    ignored: tuple[Token, ...]


def query_terms(query: str, synonyms: SynonymTable | None = None) -> Query:
    """Describe a query as the terms an engine must look for.

    Args:
        query: What a person typed.
        synonyms: Applied if given; without them only the word's own forms count.
    """
    spans = scan(query)
    words = [word for word, _, _ in spans]
    counting = [span for at, span in enumerate(spans) if counts(words, at)]
    counting = counting or _verbs_as_nouns(spans) or spans
    kept = {start for _, start, _ in counting}
    words = [word for word, _, _ in counting]
    options: list[list[Option]] = [_own_options(word) for word in words]
    for at in range(len(words) - 1):
        for option in _joined_options(words[at], words[at + 1]):
            options[at].append(option)
            options[at + 1].append(option)
    if synonyms is not None:
        for start, end, stems, weight in synonyms.expansions([word.stems for word in words]):
            option = Option(tuple(Term("stems", stem) for stem in stems), weight, "synonym")
            for at in range(start, end):
                options[at].append(option)
    return Query(
        tuple(
            QueryWord(_token(*span), _best_first(choices), _near(span[0]), span[0].known)
            for span, choices in zip(counting, options, strict=True)
        ),
        tuple(_token(*span) for span in spans if span[1] not in kept),
    )


def matches(query: str, text: str, synonyms: SynonymTable | None = None) -> bool:
    """Tell whether a query finds a text (see the module's docstring for the rule).

    An empty query finds nothing.
    """
    asked = query_terms(query, synonyms)
    if not asked.words:
        return False
    terms = _Terms(analyse(text))
    return all(terms.meet(word) for word in asked.words)


class _Terms:
    """A text's terms, as sets."""

    def __init__(self, analysis: Analysis) -> None:
        self._fields: dict[Field, frozenset[str]] = {
            "exact": frozenset(analysis.exact),
            "folded": frozenset(analysis.folded),
            "stems": frozenset(analysis.stems),
            "joins": frozenset(analysis.joins),
        }
        self._fuzzy = frozenset(
            term for term in (*analysis.folded, *analysis.stems) if len(term) >= SHORT
        )

    def meet(self, word: QueryWord) -> bool:
        for option in word.options:
            if all(term.value in self._fields[term.field] for term in option.terms):
                return True
        return any(
            edit_distance(near.value, term, near.distance) <= near.distance
            for near in word.near
            for term in self._fuzzy
        )


def counts(words: Sequence[Word], at: int) -> bool:
    """Tell whether a query's word carries content.

    Stop and question words, mahalle and finite verbs do not; "no" before a number and "yer" after
    a verb (ödünç alabileceğim yer) do not either.
    """
    word = words[at]
    if word.folded in _stop_words() or word.stems[0] == "mahalle":
        return False
    if word.stems[0] == "numara" and at + 1 < len(words) and words[at + 1].folded.isdecimal():
        return False
    if word.stems[0] == "yer" and at > 0:
        return not _is_finite_verb(words[at - 1])
    return not _is_finite_verb(word)


def _token(word: Word, start: int, end: int) -> Token:
    return Token(word.exact, word.folded, word.stems[0], start, end)


def _own_options(word: Word) -> list[Option]:
    found = [Option((Term("exact", word.exact),), EXACT, "exact")]
    found.append(Option((Term("folded", word.folded),), FOLDED, "folded"))
    found += [Option((Term("stems", stem),), STEM, "stem") for stem in word.stems]
    if len(word.folded) > SHORT and word.folded.isalpha():
        forms = dict.fromkeys((word.folded, word.stems[0]))
        found += [Option((Term("joins", form),), JOIN, "join") for form in forms]
    return found


def _joined_options(left: Word, right: Word) -> Iterable[Option]:
    """Two words of the query may be one in the text: oto park, otopark."""
    together = left.folded + right.folded
    if not together.isalpha():
        return
    yield Option((Term("folded", together),), JOIN, "join")
    for form in dict.fromkeys((*analyse_word(together).stems, left.folded + right.stems[0])):
        yield Option((Term("stems", form),), JOIN, "join")


def _near(word: Word) -> tuple[Near, ...]:
    """Return the forms to compare with tolerance; none for a correct word or a number."""
    if word.known or not word.folded.isalpha():
        return ()
    forms = dict.fromkeys((word.folded, first_guess(word.exact)))
    return tuple(Near(form, distance_allowed(form)) for form in forms if len(form) >= SHORT)


def _best_first(options: list[Option]) -> tuple[Option, ...]:
    unique = dict.fromkeys(options)
    return tuple(sorted(unique, key=lambda option: -option.weight))


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(word for line in data_lines("stopwords.txt") for word in line.split())


_FINITE = re.compile(
    r"(?:[aeiu]?[lnt]|[td][iu]r)?(?:y?[ae]bil|m[ae])?"
    r"(?:[aeiu]?r|m[ae]z|[iu]yor|y?[ae]ca[gk]|y?ece[gk]|[td][iu]|m[iu]s|m[ae]l[iu]|[td][iu]g|[td][iu]k)"
    r"(?:[iu]m|[iu]z|s[iu]n|s[iu]n[iu]z|l[ae]r|[iu]|[iu]m[iu]z|[iu]n[iu]z|m|k)?"
)


def _is_finite_verb(word: Word) -> bool:
    """Tell whether an unknown word is a verb with a tense: alınır, atabilirim, alabileceğim."""
    return not word.known and any(True for _ in _verb_roots(word.folded))


def _verb_roots(folded: str) -> Iterable[str]:
    """Yield the roots a verb with a tense may have, the longest first."""
    verbs = lexicon().verbs
    for cut in range(len(folded) - 2, 1, -1):
        if folded[:cut] in verbs and _FINITE.fullmatch(folded, cut):
            yield folded[:cut]


def _verbs_as_nouns(spans: Iterable[Span]) -> list[Span]:
    """Return the verbs of a query that says nothing else, as nouns: yüzebilirim asks for yüzme."""
    found = []
    for word, start, end in spans:
        if not word.known:
            nouns = dict.fromkeys(_verbal_noun(root) for root in _verb_roots(word.folded))
            if nouns:
                found.append((Word(word.exact, word.folded, tuple(nouns), True), start, end))
    return found


def _verbal_noun(root: str) -> str:
    """Return the stem of yüzme for yüz, bakma for bak."""
    last = next((letter for letter in reversed(root) if letter in "aeiou"), "e")
    # Folded letters hide the difference of ı and i, ö and o, ü and u: the dictionary knows it.
    noun = root + ("ma" if last == "a" else "me")
    return analyse_word(noun).stems[0]
