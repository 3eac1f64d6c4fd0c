"""The stems a report is found by, and how alike two texts are."""

from collections.abc import Iterable

from search import synonyms, turkish

MOST = 300
LONGEST = 64


def terms_of(*texts: str) -> list[str]:
    """Return the stems of texts, each once, in their order."""
    found: dict[str, None] = {}
    for text in texts:
        found |= dict.fromkeys(turkish.analyse(text).stems)
    return [term for term in found if len(term) <= LONGEST][:MOST]


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """Return how much of the shorter text's stems the other has: 0 nothing, 1 all.

    The overlap coefficient: a short “çukur var” is wholly in a long story about the same hole.
    """
    first, second = set(one), set(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def asked_stems(words: str) -> list[set[str]]:
    """Return for each word of a query the stems that would meet it, synonyms among them."""
    query = turkish.query_terms(words, synonyms.current())
    found = []
    for word in query.words:
        stems = {
            term.value
            for option in word.options
            for term in option.terms
            if term.field in {"stems", "folded"}
        }
        if stems:
            found.append(stems)
    return found
