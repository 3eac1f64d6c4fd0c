"""Typing errors: how many are forgiven, and how far apart two words are."""

from rapidfuzz.distance import OSA

SHORT = 4
LONG = 8


def distance_allowed(word: str) -> int:
    """Return how many edits a word of this length may be away: 0 (< 4 letters), 1 (4-7), 2."""
    return 0 if len(word) < SHORT else 1 if len(word) < LONG else 2


def edit_distance(a: str, b: str, limit: int) -> int:
    """Count edits between two words: insert, delete, replace, swap neighbours (OSA).

    Every edit counts one. A slip to the next key counts no less than another replacement: what is
    accepted must be what an Elasticsearch fuzzy query and a trigram candidate check also accept,
    and those count whole edits.

    Returns:
        The distance, or `limit` + 1 as soon as it must exceed the limit.
    """
    return OSA.distance(a, b, score_cutoff=limit)


def beginning_distance(typed: str, word: str, limit: int) -> int:
    """Count edits between what is typed and the beginning of a word that it is nearest to.

    Returns:
        The distance, or `limit` + 1 as soon as it must exceed the limit.
    """
    if word.startswith(typed):
        return 0
    longest = min(len(word), len(typed) + limit)
    ends = range(max(0, len(typed) - limit), longest + 1)
    return min((edit_distance(typed, word[:end], limit) for end in ends), default=limit + 1)


def trigrams(folded: str) -> frozenset[str]:
    """Return a word's three-letter pieces as pg_trgm cuts them: two spaces before, one after."""
    padded = f"  {folded} "
    return (
        frozenset(padded[at : at + 3] for at in range(len(padded) - 2)) if folded else frozenset()
    )
