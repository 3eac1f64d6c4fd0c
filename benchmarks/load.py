"""The server under load, and the load: gunicorn with two workers, wrk on the loopback."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
PORT = 8765
BASE = f"http://127.0.0.1:{PORT}"
CONNECTIONS = 8
# wrk's own way to ask for several addresses in turn.
_IN_TURN = """
local paths = {%s}
local turn = 0
request = function()
  turn = turn %% #paths + 1
  return wrk.format("GET", paths[turn])
end
"""


@dataclass(frozen=True)
class Figure:
    """One measurement.

    Attributes:
        rps: Requests a second.
        p50: Milliseconds within which half of the answers came.
        p99: The same for 99 of 100.
        processor_ms: Milliseconds of processor time for a request, of the web workers and of the
            database together: what a busy machine does not change much.
        errors: Answers that were not 2xx or 3xx.
    """

    rps: float
    p50: float
    p99: float
    processor_ms: float
    errors: int


class Server:
    """The running server, with what its processes and the database's have used so far."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        """Find the processes that answer: the workers, and the sessions of the database."""
        self._process = psutil.Process(process.pid)

    def processor_seconds(self) -> float:
        """Return the processor time used until now by web workers and database sessions."""
        sessions = [
            found
            for found in psutil.process_iter(["name", "cmdline"])
            if "postgres" in (found.info["name"] or "") and _is_session(found)
        ]
        total = 0.0
        for found in [*self._process.children(recursive=True), *sessions]:
            try:
                times = found.cpu_times()
            except psutil.NoSuchProcess:
                continue
            total += times.user + times.system
        return total


def _is_session(process: psutil.Process) -> bool:
    """Tell whether this is a session of our own throw-away server."""
    from django.conf import settings

    host = str(settings.DATABASES["default"]["HOST"])
    try:
        parent = process.parent()
        return parent is not None and any(host in part for part in parent.cmdline())
    except psutil.Error:
        return False


@contextmanager
def server(**variables: str) -> Iterator[Server]:
    """Run the site with the measurement settings until the block ends."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
        **variables,
    }
    command = [
        *(sys.executable, "-m", "gunicorn", "config.wsgi", "--preload", "--workers", "2"),
        *("--bind", f"127.0.0.1:{PORT}", "--log-level", "warning", "--timeout", "60"),
    ]
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        for _attempt in range(300):
            try:
                with urllib.request.urlopen(f"{BASE}/olcum/bare/", timeout=1):
                    break
            except OSError:
                time.sleep(0.1)
        else:
            raise SystemExit("The server did not start.")
        yield Server(process)
    finally:
        process.terminate()
        process.wait(timeout=20)


def load(running: Server, paths: Sequence[str], seconds: int = 5) -> Figure:
    """Ask for addresses in turn over 8 connections for some seconds, after a short warm-up.

    The warm-up asks for each address at least once of every worker, so what a process keeps in
    memory is there; how many there are is part of what is measured.
    """
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("wrk is missing: install it (Debian: apt-get install wrk).")
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_IN_TURN % ", ".join(f'"{path}"' for path in paths))
        script.flush()
        arguments = [wrk, "-t1", f"-c{CONNECTIONS}", "--latency", "-s", script.name]
        arguments += ["-H", "Accept-Encoding: identity"]
        warm = max(1, len(paths) // 20)
        subprocess.run([*arguments, f"-d{warm}s", BASE], capture_output=True, check=True)
        before = running.processor_seconds()
        out = subprocess.run(
            [*arguments, f"-d{seconds}s", BASE], capture_output=True, check=True, text=True
        ).stdout
        used = running.processor_seconds() - before
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    count = int(re.search(r"(\d+) requests in", out)[1])  # type: ignore[index]
    return Figure(
        rps=float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]),  # type: ignore[index]
        p50=_milliseconds(re.search(r"(?m)^ +50% +(\S+)", out)[1]),  # type: ignore[index]
        p99=_milliseconds(re.search(r"(?m)^ +99% +(\S+)", out)[1]),  # type: ignore[index]
        processor_ms=used / max(count, 1) * 1000,
        errors=int(failed[1]) if failed else 0,
    )


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]
