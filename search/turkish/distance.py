"""Typing errors: how many are forgiven, and how far apart two words are."""

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
        The distance, or `limit` + 1 as soon as it must exceed the limit. Costs
        O(len * limit), nothing when the lengths differ by more than the limit.
    """
    if a == b:
        return 0
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > limit or limit < 1:
        return limit + 1
    return _edits(a, b, limit)[len(b)]


def beginning_distance(typed: str, word: str, limit: int) -> int:
    """Count edits between what is typed and the beginning of a word that it is nearest to.

    Returns:
        The distance, or `limit` + 1 as soon as it must exceed the limit.
    """
    if word.startswith(typed):
        return 0
    if len(typed) - len(word) > limit or limit < 1:
        return limit + 1
    return min(_edits(typed, word[: len(typed) + limit], limit))


def _edits(a: str, b: str, limit: int) -> list[int]:
    """Return the edits between `a` and each beginning of `b`; `limit` + 1 for all beyond."""
    beyond = limit + 1
    before: list[int] = []
    previous = [place if place <= limit else beyond for place in range(len(b) + 1)]
    for row, letter in enumerate(a, start=1):
        low, high = max(1, row - limit), min(len(b), row + limit)
        current = [beyond] * (len(b) + 1)
        if row <= limit:
            current[0] = row
        for column in range(low, high + 1):
            other = b[column - 1]
            cost = previous[column - 1] + (letter != other)
            cost = min(cost, previous[column] + 1, current[column - 1] + 1)
            swapped = row > 1 < column and letter == b[column - 2] and a[row - 2] == other
            if swapped:
                cost = min(cost, before[column - 2] + 1)
            current[column] = min(cost, beyond)
        if min(current[low - 1 : high + 1]) > limit:
            return [beyond] * (len(b) + 1)
        before, previous = previous, current
    return previous


def trigrams(folded: str) -> frozenset[str]:
    """Return a word's three-letter pieces as pg_trgm cuts them: two spaces before, one after."""
    padded = f"  {folded} "
    return (
        frozenset(padded[at : at + 3] for at in range(len(padded) - 2)) if folded else frozenset()
    )
