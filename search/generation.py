"""The generation of everything public, known to every process without asking the database.

Each process keeps one connection that LISTENs; PostgreSQL tells it of a new generation at the
moment of commit, whoever published (a web worker, the scheduler, a command, another node). While
that connection is down, `current()` asks the database each time, so a cache keyed by it is slower
then, never wrong.
"""

import logging
import os
import threading
import time
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections

from search.models import PublicationState

logger = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 2.0


class GenerationWatch:
    """Follows the generation in a daemon thread; made anew in a forked process."""

    def __init__(self) -> None:
        """Start unknown; the thread begins with the first `current()`."""
        self._lock = threading.Lock()
        self._pid = 0
        self._known: int | None = None
        self._thread: threading.Thread | None = None

    def current(self) -> int:
        """Return the generation now; from memory while the listening connection is alive."""
        if not settings.GENERATION_WATCH:
            return PublicationState.current()
        if self._pid != os.getpid():
            self._start()
        known = self._known
        return PublicationState.current() if known is None else known

    @property
    def is_listening(self) -> bool:
        """Tell whether the generation comes from memory."""
        return self._pid == os.getpid() and self._known is not None

    def stop(self) -> None:
        """End the thread and its connection; the next `current()` starts anew."""
        self._pid = 0
        if self._thread is not None:
            self._thread.join(HEARTBEAT_SECONDS + 1)

    def _start(self) -> None:
        with self._lock:
            if self._pid == os.getpid():
                return
            self._known = None
            self._pid = os.getpid()
            self._thread = threading.Thread(target=self._run, name="generation-watch", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        pid = self._pid
        while self._pid == pid == os.getpid():
            try:
                self._listen()
            except psycopg.Error as error:
                logger.warning("Generation watch lost its connection: %s", error)
            finally:
                self._known = None
            if self._pid == pid:
                time.sleep(1.0)

    def _listen(self) -> None:
        params: dict[str, Any] = dict(connections["default"].get_connection_params())
        for name in ("cursor_factory", "context", "prepare_threshold"):
            params.pop(name, None)
        with psycopg.connect(**params, autocommit=True) as connection:
            connection.execute(f"LISTEN {PublicationState.CHANNEL}")
            # Listen first, read second: a publish in between is then told, not missed.
            self._known = self._read(connection)
            while self._pid == os.getpid():
                for notice in connection.notifies(timeout=HEARTBEAT_SECONDS, stop_after=1):
                    self._known = max(self._known or 0, int(notice.payload))
                connection.execute("SELECT 1")

    @staticmethod
    def _read(connection: psycopg.Connection[Any]) -> int:
        row = connection.execute(
            "SELECT generation FROM published_publicationstate WHERE id = 1"
        ).fetchone()
        return int(row[0]) if row else 0


watch = GenerationWatch()
