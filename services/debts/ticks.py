"""How long one duty may keep the clock: the others wait behind it."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

SECONDS = 15
Row = TypeVar("Row")


def within(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows until a tick's time is over, one at least; the next tick goes on."""
    until = time.monotonic() + SECONDS
    for row in rows:
        yield row
        if time.monotonic() >= until:
            return
