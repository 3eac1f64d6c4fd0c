"""A circuit breaker: an engine that fails is left alone for a while, then tried by one request."""

import threading
import time
from collections.abc import Callable

FAILURES = 3
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 5.0, 60.0


class Breaker:
    """Closed: all may ask. Open: nobody. After a pause one may try, and decides for all."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start closed."""
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._pause = FIRST_PAUSE_SECONDS
        self._opens_until: float | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether the engine is being left alone."""
        return self._opens_until is not None

    def allows(self) -> bool:
        """Tell whether to ask the engine now."""
        with self._lock:
            if self._opens_until is None:
                return True
            if self._clock() < self._opens_until:
                return False
            # This one tries; if it never reports back, another may after the same pause.
            self._opens_until = self._clock() + self._pause
            return True

    def failed(self) -> bool:
        """Note a failure; return True when it opens the circuit."""
        with self._lock:
            was_open = self._opens_until is not None
            self._failures += 1
            if not was_open and self._failures < FAILURES:
                return False
            if was_open:
                self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)
            self._opens_until = self._clock() + self._pause
            return not was_open

    def succeeded(self) -> bool:
        """Note a success; return True when it closes the circuit."""
        if self._opens_until is None and not self._failures:
            return False
        with self._lock:
            was_open = self._opens_until is not None
            self._failures, self._pause = 0, FIRST_PAUSE_SECONDS
            self._opens_until = None
            return was_open

    def reset(self) -> None:
        """Start anew (tests)."""
        self.succeeded()
