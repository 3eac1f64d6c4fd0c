"""The vocabulary: every word of the index once, and what a query's odd words may have meant."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from search import languages, turkish
from search.models import IndexedWord
from search.turkish import QueryWord

_FORMS = {"folded": ".", "stems": "~"}
_SHORTEST = 4
_SHORTEST_BEGINNING = 3
MOST_NEAR = 40
MOST_FARTHER = 5
MOST_BEGINNINGS = 20

_ADD = """
INSERT INTO published_indexedword (locale, form, term, documents, spelling)
SELECT %(locale)s, form, term, number, spelling
FROM unnest(%(forms)s::text[], %(terms)s::text[], %(numbers)s::int[], %(spellings)s::text[])
     AS added (form, term, number, spelling)
ON CONFLICT (locale, form, term)
DO UPDATE SET documents = published_indexedword.documents + EXCLUDED.documents
"""
_TAKE = """
WITH taken AS (
  UPDATE published_indexedword AS word SET documents = word.documents - old.number
  FROM unnest(%(forms)s::text[], %(terms)s::text[], %(numbers)s::int[])
       AS old (form, term, number)
  WHERE word.locale = %(locale)s AND word.form = old.form AND word.term = old.term
  RETURNING word.id, word.documents)
SELECT id FROM taken WHERE documents <= 0
"""
_ASK = """
SELECT asked.at, word.form, word.term, word.documents, word.spelling, 'near'
FROM unnest(%(near)s::text[], %(far)s::int[], %(near_at)s::int[]) AS asked (term, far, at),
     published_near(%(locale)s, asked.term, asked.far) AS word
UNION ALL
SELECT asked.at, word.form, word.term, word.documents, word.spelling, 'own'
FROM unnest(%(own_forms)s::text[], %(own)s::text[], %(own_at)s::int[]) AS asked (form, term, at)
JOIN published_indexedword AS word
  ON word.locale = %(locale)s AND word.form = asked.form AND word.term = asked.term
UNION ALL
SELECT asked.at, word.form, word.term, word.documents, word.spelling, 'beginning'
FROM unnest(%(starts)s::text[], %(ends)s::text[], %(starts_at)s::int[])
     AS asked (first, last, at),
LATERAL (SELECT * FROM published_indexedword
         WHERE locale = %(locale)s AND form = '.' AND term > asked.first AND term < asked.last
         ORDER BY documents DESC, term LIMIT %(most)s) AS word
"""
_ASK_UNFINISHED = f"""{_ASK}
UNION ALL
SELECT %(last_at)s, word.form, word.term, word.documents, word.spelling, 'begins near'
FROM published_begins_near(%(locale)s, %(last)s, %(last_far)s) AS word
"""

Key = tuple[str, str]
"""Form and term."""
Resembling = tuple[str, str, int, int, str]
"""Form, term, distance, documents, spelling."""
Texts = Iterable[tuple[str, Mapping[str, str]]]


@dataclass(slots=True)
class Known:
    """What the vocabulary knows of one word of a query."""

    own: int = 0
    """In how many documents it stands as typed (or another form of it)."""
    near: list[Resembling] = field(default_factory=list)
    """Form, term, distance, documents, spelling; the likeliest first."""
    beginnings: list[tuple[str, str]] = field(default_factory=list)
    """Term and spelling of words that begin so; the commonest first."""
    farther: list[Resembling] = field(default_factory=list)
    """As `near`, but one edit more than is forgiven: better than nothing, if there is nothing."""
    begins_near: list[Resembling] = field(default_factory=list)
    """As `near`, of a word still being typed: words with a beginning so few edits away."""
    absent: set[Key] = field(default_factory=set)
    """Forms and terms that would meet it and stand in no document: nobody need look for them."""

    @property
    def is_lost(self) -> bool:
        """Tell whether no document has the word, nor one it may stand for."""
        return not (self.own or self.near or self.beginnings)

    def resembling(self) -> list[Resembling]:
        """Return what it may stand for, finished or not, the likeliest first."""
        return _likeliest([*self.near, *self.begins_near], MOST_NEAR)


def add(texts: Texts) -> None:
    """Count the words of documents in: `(locale, search_text)` of each."""
    for locale, (counts, spellings) in _counted(texts).items():
        keys = sorted(counts)
        with connection.cursor() as cursor:
            cursor.execute(
                _ADD,
                {
                    "locale": locale,
                    "forms": [form for form, _term in keys],
                    "terms": [term for _form, term in keys],
                    "numbers": [counts[key] for key in keys],
                    "spellings": [spellings[key] for key in keys],
                },
            )


def take(texts: Texts) -> None:
    """Count the words of documents out; a word in no document is forgotten."""
    for locale, (counts, _spellings) in _counted(texts).items():
        keys = sorted(counts)
        with connection.cursor() as cursor:
            cursor.execute(
                _TAKE,
                {
                    "locale": locale,
                    "forms": [form for form, _term in keys],
                    "terms": [term for _form, term in keys],
                    "numbers": [counts[key] for key in keys],
                },
            )
            gone = [row[0] for row in cursor.fetchall()]
            if gone:
                cursor.execute("DELETE FROM published_indexedword WHERE id = ANY(%s)", [gone])


def clear() -> None:
    """Forget all words; they are counted in anew afterwards."""
    IndexedWord.objects.all().delete()


def ask(
    words: Sequence[QueryWord], locale: str, *, unfinished: bool = False, together: str = ""
) -> dict[int, Known]:
    """Return what is known of the words that may be misspelt or unfinished; one query at most.

    With `unfinished` the last word is still being typed, so what it resembles may be longer.
    `together` is a further word: what begins so is told under the number after the last.
    """
    odd = [(at, word) for at, word in enumerate(words) if word.token.folded.isalpha()]
    odd = [(at, word) for at, word in odd if len(word.token.folded) >= _SHORTEST_BEGINNING]
    if not odd and not together:
        return {}
    near = [(one.value, one.distance, at) for at, word in odd for one in word.near]
    own = {(form, term, at) for at, word in odd for form, term in _own_terms(word)}
    own |= {(".", together, len(words))} if together else set()
    meets = own | {(form, term, at) for at, word in odd for form, term in _counted_terms(word)}
    starts = [(word.token.folded, at) for at, word in odd]
    starts += [(together, len(words))] if together else []
    params: dict[str, Any] = {
        "locale": locale,
        "near": [item[0] for item in near],
        "far": [item[1] for item in near],
        "near_at": [item[2] for item in near],
        "own_forms": [form for form, _term, _at in sorted(meets)],
        "own": [term for _form, term, _at in sorted(meets)],
        "own_at": [at for _form, _term, at in sorted(meets)],
        "starts": [item[0] for item in starts],
        "ends": [item[0] + "\U0010ffff" for item in starts],
        "starts_at": [item[1] for item in starts],
        "most": MOST_BEGINNINGS,
    }
    last = words[-1].near[0] if unfinished and words[-1].near else None
    if last:
        params |= {"last": last.value, "last_far": last.distance, "last_at": len(words) - 1}
    with connection.cursor() as cursor:
        cursor.execute(_ASK_UNFINISHED if last else _ASK, params)
        rows = cursor.fetchall()
    found = {at: Known() for _start, at in starts}
    for form, term, at in meets:
        found[at].absent.add((form, term))
    for at, form, term, documents, spelling, how in rows:
        if how == "own":
            found[at].own += documents if (form, term, at) in own else 0
            found[at].absent.discard((form, term))
        elif how == "beginning":
            found[at].beginnings.append((term, spelling))
        elif how == "begins near":
            assert last is not None
            far = turkish.beginning_distance(last.value, term, last.distance)
            if 0 < far <= last.distance:
                found[at].begins_near.append((form, term, far, documents, spelling))
        else:
            far, too_far = _distance(words[at], term) if len(term) >= _SHORTEST else (0, True)
            if far:
                kept = found[at].farther if too_far else found[at].near
                kept.append((form, term, far, documents, spelling))
    for known in found.values():
        known.near = _likeliest(known.near, MOST_NEAR)
        known.farther = _likeliest(known.farther, MOST_FARTHER)
        known.begins_near = _likeliest(known.begins_near, MOST_NEAR)
    return found


def as_written(likely: Sequence[Resembling]) -> str:
    """Return the nearest as somebody wrote it: a word of a text rather than the stem of several."""
    return min(likely, key=lambda one: (one[2], one[0] != "."))[-1]


def _likeliest(terms: Iterable[Resembling], most: int) -> list[Resembling]:
    unique = dict.fromkeys(terms)
    return sorted(unique, key=lambda one: (one[2], -one[3], one[0], one[1]))[:most]


def _distance(word: QueryWord, term: str) -> tuple[int, bool]:
    """Return how many edits a term is away from the word's forms (0: none), and if too many."""
    best = (0, True)
    for one in word.near:
        far = turkish.edit_distance(one.value, term, one.distance + 1)
        if far <= one.distance + 1 and (not best[0] or far < best[0]):
            best = (far, far > one.distance)
    return best


def _own_terms(word: QueryWord) -> Iterable[Key]:
    for option in word.options:
        if option.kind in {"folded", "stem"} and len(option.terms) == 1:
            term = option.terms[0]
            yield _FORMS[term.field], term.value


def _counted_terms(word: QueryWord) -> Iterable[Key]:
    """Yield the terms that meet a word alone and are counted here wherever they stand."""
    for option in word.options:
        term = option.terms[0]
        counted = len(term.value) >= _SHORTEST_BEGINNING and term.value.isalpha()
        if counted and len(option.terms) == 1 and term.field in _FORMS:
            yield _FORMS[term.field], term.value


def _counted(texts: Texts) -> dict[str, tuple[Counter[Key], dict[Key, str]]]:
    found: dict[str, tuple[Counter[Key], dict[Key, str]]] = {}
    for locale, search_text in texts:
        counts, spellings = found.setdefault(locale, (Counter(), {}))
        words: dict[Key, str] = {}
        for text in search_text.values():
            for token in languages.tokens(text, locale):
                if len(token.folded) >= _SHORTEST_BEGINNING and token.folded.isalpha():
                    words.setdefault((".", token.folded), token.exact)
                    words.setdefault(("~", token.stem), token.exact)
            for stem in languages.analyse(text, locale).stems:
                if len(stem) >= _SHORTEST_BEGINNING:
                    words.setdefault(("~", stem), stem)
        counts.update(words.keys())
        for key, spelling in words.items():
            spellings.setdefault(key, spelling)
    return found
