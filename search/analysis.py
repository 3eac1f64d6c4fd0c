"""The terms the engines store and match, made from text by `search.turkish`."""

import re
from collections.abc import Mapping

from search import turkish

_NOT_IN_LEXEMES = re.compile(r"[^a-z0-9]+")
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


def prefix_query(text: str) -> str:
    """Return a tsquery that wants every word of `text` to begin a word; empty without words."""
    words = [_NOT_IN_LEXEMES.sub("", token.folded) for token in turkish.tokens(text)]
    return " & ".join(f"'{word}':*" for word in words if word)
