"""What a process keeps in memory between requests: bounded, and keyed by the generation."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])
_forget: list[Callable[[], None]] = []


def remembered(maxsize: int = 16) -> Callable[[Function], Function]:
    """Keep the results of a function whose arguments name a generation.

    A new generation is a new key, so nothing is ever stale; old ones fall out of the bounded cache.
    """

    def decorate(function: Function) -> Function:
        cached = lru_cache(maxsize=maxsize)(function)
        _forget.append(cached.cache_clear)
        return cached  # type: ignore[return-value]

    return decorate


def forget_with(forget: Callable[[], None]) -> None:
    """Name what empties another store when everything is forgotten."""
    _forget.append(forget)


def forget_all() -> None:
    """Empty every such cache (tests roll generations back; nothing else does)."""
    for forget in _forget:
        forget()
