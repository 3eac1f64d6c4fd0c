"""A server on this machine that speaks Elasticsearch's API, for judging and tests: noida-db."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

START_SECONDS = 30
_PROGRAM = "noida-db"


def program() -> str | None:
    """Return where noida-db is, beside this Python or on the path; None when it is not there."""
    beside = Path(sys.executable).parent / _PROGRAM
    return str(beside) if beside.exists() else shutil.which(_PROGRAM)


@contextmanager
def running() -> Iterator["Server"]:
    """Give a server with an empty data directory, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="search-judge-") as folder:
        server = Server(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.stop()


class Server:
    """A server on a free port; can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        """Take a port; nothing runs yet."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Return its address."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers.

        Raises:
            RuntimeError: It is not installed, or does not answer in time.
        """
        found = program()
        if found is None:
            raise RuntimeError(f"{_PROGRAM} is not installed")
        options = ["--only", "elasticsearch", "--elasticsearch-port", str(self.port)]
        self.process = subprocess.Popen(
            [found, "start", *options, "--data-dir", str(self.folder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            try:
                urllib.request.urlopen(self.url, timeout=1).close()  # noqa: S310
                return
            except OSError:
                time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"{_PROGRAM} did not start")

    def stop(self) -> None:
        """Kill it, as a power cut would."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            # The launcher is Python; the server is its child in the same group.
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        self.process = None
        time.sleep(0.2)
