"""The terms the engines store and match, made from text by `search.turkish`."""

import re
from collections.abc import Mapping
from functools import lru_cache

from search import turkish

_NOT_IN_LEXEMES = re.compile(r"[^a-z0-9]+")
_PREFIXES = {"stems": "~", "joins": "+"}
FIELDS = ("title", "keywords", "text")


def terms(text: str) -> list[str]:
    """Return the terms of a text: folded words, stems with `~`, joined words with `+`."""
    found = turkish.analyse(text)
    return sorted(
        {word for word in found.folded if word}
        | {f"~{stem}" for stem in found.stems if stem}
        | {f"+{join}" for join in found.joins if join}
    )


def weighted_terms(search_text: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the terms of each field of a document's search text."""
    return {name: terms(search_text.get(name, "")) for name in FIELDS}


def prefix_query(text: str, weights: str = "") -> str:
    """Return a tsquery that wants every word of `text` to begin a word; empty without words.

    `weights` names the fields that count (A titles, B keywords, D text); empty means all.
    """
    words = [_NOT_IN_LEXEMES.sub("", token.folded) for token in turkish.tokens(text)]
    return " & ".join(f"'{word}':*{weights}" for word in words if word)


def word_query(text: str) -> str:
    """Return the tsquery of what a person typed: every word by any of its options.

    Options (folded form, stems, joins, synonyms) come from `search.turkish.query_terms`; a word the
    dictionary does not know may be unfinished, so it also matches as a beginning.
    """
    parts = []
    for word in turkish.query_terms(text, _synonyms()).words:
        choices = {_conjunction(option.terms) for option in word.options}
        folded = _NOT_IN_LEXEMES.sub("", word.token.folded)
        if not word.known and len(folded) >= 3:
            choices.add(f"'{folded}':*")
        choices.discard("")
        if choices:
            parts.append(f"({' | '.join(sorted(choices))})")
    return " & ".join(parts)


def _conjunction(terms: tuple[turkish.Term, ...]) -> str:
    found = []
    for term in terms:
        value = _NOT_IN_LEXEMES.sub("", turkish.fold(term.value))
        if not value:
            return ""
        found.append(f"'{_PREFIXES.get(term.field, '')}{value}'")
    return f"({' & '.join(found)})" if len(found) > 1 else found[0]


@lru_cache(maxsize=1)
def _synonyms() -> turkish.SynonymTable:
    return turkish.shipped_synonyms()
