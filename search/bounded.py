"""A store in memory of bounded weight: what was used least recently leaves first."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class BoundedStore(Generic[Key, Value]):
    """Keeps values by key; safe between threads."""

    def __init__(self, limit: int, weigh: Callable[[Value], int]) -> None:
        """Make an empty store of at most `limit` bytes, as `weigh` tells them of a value."""
        self.limit = limit
        self.size = 0
        self._weigh = weigh
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Value | None:
        """Return what is kept for the key, which is then the last one to leave."""
        found = self._kept.get(key)
        if found is not None:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
        return found

    def put(self, key: Key, value: Value) -> None:
        """Keep a value in place of the key's earlier one."""
        with self._lock:
            old = self._kept.pop(key, None)
            self.size += self._weigh(value) - (0 if old is None else self._weigh(old))
            self._kept[key] = value
            while self.size > self.limit and self._kept:
                _key, dropped = self._kept.popitem(last=False)
                self.size -= self._weigh(dropped)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self.size = 0


class StateStore(Generic[Key, Value]):
    """Keeps one value for each key, as it was made in a state; another state makes it anew."""

    def __init__(self, limit: int, weigh: Callable[[Value], int]) -> None:
        """Make an empty store of at most `limit` bytes, as `weigh` tells them of a value."""
        self._kept: BoundedStore[Key, tuple[Hashable, Value]] = BoundedStore(
            limit, lambda kept: weigh(kept[1])
        )
        self.clear = self._kept.clear

    def get(self, key: Key, state: Hashable, make: Callable[[], Value]) -> tuple[Value, bool]:
        """Return the key's value in a state, and whether it was there already."""
        kept = self._kept.get(key)
        if kept is not None and kept[0] == state:
            return kept[1], True
        value = make()
        self._kept.put(key, (state, value))
        return value, False
