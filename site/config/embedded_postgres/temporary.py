"""Temporary clusters for tests and measurements: fast, not crash-safe, gone at the end."""

import contextlib
import fcntl
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Self

from .cluster import Cluster, socket_dir
from .lifecycle import ensure_running, locked, own_directory, stop
from .programs import EmbeddedPostgresError

SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@contextlib.contextmanager
def throwaway(prefix: str) -> Iterator[Cluster]:
    """Run a temporary cluster under the system's temporary directory and remove it at the end.

    SIGTERM and SIGHUP remove it too, then act as they did before. What ``kill -9`` leaves behind
    is removed by the next call with the same prefix.
    """
    base = Path(tempfile.gettempdir()).resolve() / f"{prefix}-{os.geteuid()}"
    own_directory(base, 0o711, os.geteuid())
    with locked(base / "all"):
        for leftover in [path for path in base.iterdir() if path.is_dir()]:
            _remove_abandoned(leftover)
        home = Path(tempfile.mkdtemp(dir=base))
        home.chmod(0o711)
        descriptor = _owner_lock(home)
    owner = os.getpid()

    def remove() -> None:
        if os.getpid() == owner:  # a forked child must not take its parent's server away
            _remove(home)

    with _DeadlySignals(remove) as signals:
        try:
            cluster = ensure_running(home / "data", settings=SETTINGS)
            signals.release()
            yield cluster
        finally:
            signals.hold()
            remove()
            os.close(descriptor)


def _owner_lock(home: Path) -> int:
    """Lock a throwaway for as long as this process lives; BlockingIOError if it has an owner."""
    descriptor = os.open(home / "owner", os.O_CREAT | os.O_RDONLY, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _remove_abandoned(home: Path) -> None:
    with contextlib.suppress(OSError):
        descriptor = _owner_lock(home)
        _remove(home)
        os.close(descriptor)


def _remove(home: Path) -> None:
    data_dir = home / "data"
    sockets = socket_dir(data_dir) if data_dir.exists() else data_dir
    with contextlib.suppress(EmbeddedPostgresError):
        stop(data_dir, mode="immediate")
    shutil.rmtree(sockets, ignore_errors=True)
    for _ in range(50):  # a program that was interrupted may still be writing its last file
        shutil.rmtree(home, ignore_errors=True)
        if not home.exists():
            return
        time.sleep(0.05)


class _DeadlySignals:
    """Clean up before SIGTERM or SIGHUP takes effect.

    While the cluster starts and while it is removed they are held back, for the cleaning would
    wait for the lock that the interrupted work holds.
    """

    def __init__(self, remove: Callable[[], None]) -> None:
        self._remove = remove
        self._holding = True
        self._held: list[int] = []
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():  # others may not set handlers
            for number in (signal.SIGTERM, signal.SIGHUP):
                if (before := signal.getsignal(number)) != signal.SIG_IGN:
                    self._before[number] = before or signal.SIG_DFL
                    signal.signal(number, self._handle)
        return self

    def __exit__(self, *_exception: object) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)
        for number in self._held:
            os.kill(os.getpid(), number)

    def hold(self) -> None:
        self._holding = True

    def release(self) -> None:
        self._holding = False
        while self._held:
            self._handle(self._held.pop(), None)

    def _handle(self, number: int, _frame: FrameType | None) -> None:
        if self._holding:
            self._held.append(number)
            return
        self.hold()
        self._remove()
        signal.signal(number, self._before[number])
        os.kill(os.getpid(), number)
