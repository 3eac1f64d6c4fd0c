"""Time of a call: on the processor for PostgreSQL, by the clock for other servers."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

WALL = False
"""True while what is measured does its work outside this process and its backend."""


def batched(figures: list[float], size: int) -> Iterator[list[float]]:
    """Yield the figures in groups."""
    for start in range(0, len(figures), size):
        yield figures[start : start + size]


def percentile(found: list[float], share: float = 0.95) -> float:
    """Return the value below which this share lies."""
    ordered = sorted(found)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def timed(ask: Callable[[str], object], texts: tuple[str, ...], rounds: int) -> list[float]:
    """Return the milliseconds of all texts, each asked so many times after a first one."""
    found: list[float] = []
    for text in texts:
        found += times(ask, text, rounds)
    return found


def times(ask: Callable[[str], object], text: str, rounds: int) -> list[float]:
    """Return milliseconds of one text after a first one."""
    ask(text)
    clock = clock_of(backend())
    found = []
    for _round in range(rounds):
        began = clock()
        ask(text)
        found.append((clock() - began) * 1000)
    return found


def backend() -> Path | None:
    """Return where the kernel tells how long our PostgreSQL backend has run; None if elsewhere."""
    from django.db import connection

    if WALL:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        place = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    return place if place.exists() else None


def clock_of(place: Path | None) -> Callable[[], float]:
    """Return a clock of the time on the processor, in this process and the backend together.

    What waits for a core that others use is not counted, so a busy machine gives the same figures.
    """
    if place is None:
        return time.perf_counter
    return lambda: time.process_time() + int(place.read_text().split()[0]) / 1e9
