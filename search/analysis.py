"""The terms of documents: what engines store, and match plainly.

A term is a word of a text in one of four forms (exact, folded, stem, two words joined), in one of
seven places. Both engines store the same terms, PostgreSQL as lexemes of a tsvector with place and
form as prefix (`a~park`), Elasticsearch in a keyword field for each place and form (`title.stems`).

Of whole texts PostgreSQL stores what is both a folded form and a stem once (`d*park`), since most
stems are: a frequent word then has half as many entries in the index, and vectors are smaller.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from search import languages, turkish

# Part of every document's digest: `manage.py reindex` makes all terms anew when it changes.
VERSION = 4
MOST_CHARACTERS = 200_000
LONGEST_TERM = 200
BEGINNINGS = (2, 3)
"""So many letters of each word of title and keywords are a term of their own: as prefixes they
would be looked up in everything that begins so."""

_LINES = re.compile(r"[\n|]+")


class Place(StrEnum):
    """Where a term stands; the value is the prefix of its lexeme."""

    TITLE = "a"
    KEYWORDS = "b"
    ANYWHERE = "d"
    WHOLE_TITLE = "t"
    """The title as one term."""
    WHOLE_KEYWORD = "k"
    """A line of the keywords as one term: another name, the category, the street."""
    TITLE_WORDS = "n"
    """How many words the title has."""
    BEGINNING = "p"
    """The first two and three letters of a word of title or keywords, for what is being typed."""


class Form(StrEnum):
    """How a term is written; the value follows the place in its lexeme."""

    EXACT = "="
    FOLDED = "."
    STEM = "~"
    JOIN = "+"
    NUMBER = "#"


_FOLDED_AND_STEM = "*"
_ONCE = (Form.FOLDED, Form.STEM)
"""The forms that share a lexeme in `Place.ANYWHERE`."""


class Term(NamedTuple):
    """What a document may have. With `prefix`, any term that begins so."""

    place: Place
    form: Form
    value: str
    prefix: bool = False


NAMES = (
    Place.TITLE,
    Place.KEYWORDS,
    Place.WHOLE_TITLE,
    Place.WHOLE_KEYWORD,
    Place.TITLE_WORDS,
    Place.BEGINNING,
)
"""What the column `names` holds: small, so that ranking reads no long texts."""
ALL = tuple(place for place in Place if place is not Place.BEGINNING)
"""What the column `vector` holds."""

Terms = dict[tuple[Place, Form], set[str]]
_LISTS = (
    (Form.EXACT, "exact"),
    (Form.FOLDED, "folded"),
    (Form.STEM, "stems"),
    (Form.JOIN, "joins"),
)


def document_terms(search_text: Mapping[str, str], locale: str) -> Terms:
    """Return all terms of a document by place and form."""
    found: Terms = {}
    title = search_text.get("title", "")
    lines = [line for line in _LINES.split(search_text.get("keywords", "")) if line.strip()]
    text = search_text.get("text", "")[:MOST_CHARACTERS]
    _add(found, Place.TITLE, [title], locale)
    _add(found, Place.KEYWORDS, lines, locale)
    _add(found, Place.ANYWHERE, [title, *lines, *_LINES.split(text)], locale)
    _add_whole(found, Place.WHOLE_TITLE, title, locale)
    for line in lines:
        _add_whole(found, Place.WHOLE_KEYWORD, line, locale)
    words = len(languages.tokens(title, locale))
    found[Place.TITLE_WORDS, Form.NUMBER] = {str(words)}
    named = found.get((Place.TITLE, Form.FOLDED), set()) | found.get(
        (Place.KEYWORDS, Form.FOLDED), set()
    )
    found[Place.BEGINNING, Form.FOLDED] = {
        word[:letters] for word in named for letters in BEGINNINGS
    }
    return found


def whole(words: Iterable[str]) -> str:
    """Return words as one term."""
    return " ".join(words)[:LONGEST_TERM]


def lexemes(terms: Terms, places: Iterable[Place] = Place) -> list[str]:
    """Return the lexemes of a document, those of some places only if asked."""
    found = set()
    shared = set.intersection(*(terms.get((Place.ANYWHERE, form), set()) for form in _ONCE))
    wanted = set(places)
    for (place, form), values in terms.items():
        if place in wanted:
            for value in values - {""}:
                once = place is Place.ANYWHERE and form in _ONCE and value in shared
                found.add(f"{place}{_FOLDED_AND_STEM if once else form}{value}")
    return sorted(found)


def prefix_query(text: str, weights: str = "", locale: str = "tr") -> str:
    """Return a tsquery that wants every word of `text` to begin a word; empty without words.

    `weights` names the fields that count (A titles, B keywords, D text); empty means all.
    """
    places = [Place(letter) for letter in weights.lower() if letter in "abd"] or [Place.ANYWHERE]
    parts = []
    for token in languages.tokens(text, locale):
        choices = any_of(Term(place, Form.FOLDED, token.folded, prefix=True) for place in places)
        parts.append(f"({choices})")
    return " & ".join(parts)


def any_of(terms: Iterable[Term]) -> str:
    """Return the tsquery of having one of some terms, which must be at least one."""
    found = dict.fromkeys(
        _literal(f"{term.place}{form}{term.value}", prefix=term.prefix)
        for term in sorted(terms)
        for form in _stored_forms(term)
    )
    return " | ".join(found)


def _stored_forms(term: Term) -> tuple[str, ...]:
    if term.place is Place.ANYWHERE and term.form in _ONCE:
        return (term.form, _FOLDED_AND_STEM)
    return (term.form,)


def _literal(lexeme: str, *, prefix: bool) -> str:
    quoted = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':*" if prefix else f"'{quoted}'"


def _add(found: Terms, place: Place, texts: Iterable[str], locale: str) -> None:
    for text in texts:
        analysis = languages.analyse(text, locale)
        for form, name in _LISTS:
            found.setdefault((place, form), set()).update(getattr(analysis, name))


def _add_whole(found: Terms, place: Place, text: str, locale: str) -> None:
    tokens = languages.tokens(text, locale)
    if tokens:
        for form, words in whole_forms(tokens):
            found.setdefault((place, form), set()).add(words)


def whole_forms(tokens: Iterable[turkish.Token]) -> Iterable[tuple[Form, str]]:
    """Yield a phrase as one term in each form."""
    words = list(tokens)
    yield Form.EXACT, whole(token.exact for token in words)
    yield Form.FOLDED, whole(token.folded for token in words)
    yield Form.STEM, whole(token.stem for token in words)
