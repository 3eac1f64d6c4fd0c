"""Extracts of a document's text with the words of the query marked."""

from collections.abc import Collection

from markupsafe import Markup, escape

from search import languages
from search.turkish import Token

EXTRACT = 200
LEAD = 60
MOST_READ = 20_000


def extract(text: str, terms: Collection[str], locale: str) -> Markup:
    """Return the stretch of a text where the query's words are, marked; else its beginning.

    Args:
        text: Plain text.
        terms: Folded forms and stems that count as found.
        locale: The text's language.
    """
    text = " ".join(text[:MOST_READ].split())
    found = [token for token in languages.tokens(text, locale) if _is_found(token, terms)]
    start = _beginning(text, found[0].start) if found else 0
    end = _end(text, start)
    marked = mark(text[start:end], terms, locale)
    return Markup("{}{}{}").format("… " if start else "", marked, " …" if end < len(text) else "")


def mark(text: str, terms: Collection[str], locale: str) -> Markup:
    """Return a short text with the query's words in `<mark>`."""
    parts = []
    last = 0
    for token in languages.tokens(text, locale):
        if _is_found(token, terms):
            parts.append(escape(text[last : token.start]))
            parts.append(Markup("<mark>{}</mark>").format(text[token.start : token.end]))
            last = token.end
    parts.append(escape(text[last:]))
    return Markup("").join(parts)


def _is_found(token: Token, terms: Collection[str]) -> bool:
    return token.folded in terms or token.stem in terms


def _beginning(text: str, first: int) -> int:
    """Return where the extract begins: at a word, a little before the first find."""
    if first <= LEAD:
        return 0
    space = text.find(" ", first - LEAD)
    return space + 1 if 0 <= space < first else first


def _end(text: str, start: int) -> int:
    """Return where the extract ends: after a word."""
    if len(text) <= start + EXTRACT:
        return len(text)
    space = text.rfind(" ", start, start + EXTRACT)
    return space if space > start else start + EXTRACT
