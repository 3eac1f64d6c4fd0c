"""The server under load, and the load: gunicorn with two workers, wrk on the loopback."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PORT = 8765
BASE = f"http://127.0.0.1:{PORT}"
CONNECTIONS = 8


@dataclass(frozen=True)
class Figure:
    """One measurement: requests a second and latency percentiles in milliseconds."""

    rps: float
    p50: float
    p99: float
    errors: int


@contextmanager
def server(**variables: str) -> Iterator[None]:
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
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def load(path: str, seconds: int = 5) -> Figure:
    """Ask for one address over 8 connections for some seconds, after a short warm-up."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("wrk is missing: install it (Debian: apt-get install wrk).")
    arguments = [wrk, "-t1", f"-c{CONNECTIONS}", "--latency", "-H", "Accept-Encoding: identity"]
    url = f"{BASE}{path}"
    subprocess.run([*arguments, "-d1s", url], capture_output=True, check=True)
    out = subprocess.run(
        [*arguments, f"-d{seconds}s", url], capture_output=True, check=True, text=True
    ).stdout
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    return Figure(
        rps=float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]),  # type: ignore[index]
        p50=_milliseconds(re.search(r"(?m)^ +50% +(\S+)", out)[1]),  # type: ignore[index]
        p99=_milliseconds(re.search(r"(?m)^ +99% +(\S+)", out)[1]),  # type: ignore[index]
        errors=int(failed[1]) if failed else 0,
    )


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]
