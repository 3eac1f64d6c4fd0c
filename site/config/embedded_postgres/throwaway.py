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

    with _on_termination(remove) as act_at_once:
        try:
            cluster = ensure_running(home / "data", settings=SETTINGS)
            act_at_once()
            yield cluster
        finally:
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


@contextlib.contextmanager
def _on_termination(remove: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """Clean up before a deadly signal takes effect.

    Yields a function to call once the start is over: a signal during it waits, for ``remove``
    would wait for the lock that the interrupted start holds.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: None  # only the main thread may set signal handlers
        return
    deadly = (signal.SIGTERM, signal.SIGHUP)
    before = {int(number): signal.getsignal(number) for number in deadly}
    before = {number: old for number, old in before.items() if old != signal.SIG_IGN}
    waiting: list[int] = []
    starting = True

    def handle(number: int, _frame: FrameType | None) -> None:
        if starting:
            waiting.append(number)
            return
        remove()
        signal.signal(number, before[number] or signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def act_at_once() -> None:
        nonlocal starting
        starting = False
        for number in waiting:
            handle(number, None)

    for number in before:
        signal.signal(number, handle)
    try:
        yield act_at_once
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)
        for number in waiting if starting else ():  # the start failed, the signal still counts
            os.kill(os.getpid(), number)
