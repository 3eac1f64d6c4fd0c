"""Clusters of the embedded PostgreSQL in tests: starting, asking, killing."""

import os
import subprocess
import sys
import textwrap
import time
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from config import embedded_postgres

SOURCE_ROOT = Path(embedded_postgres.__file__).parents[2]
FAST = {"fsync": "off", "shared_buffers": "16MB"}
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root changes accounts")


def start(place):
    return embedded_postgres.ensure_running(place, settings=FAST)


def ask(running, query, dbname="postgres"):
    with psycopg.connect(running.dsn(dbname), autocommit=True) as connection:
        result = connection.execute(query)
        return result.fetchone()[0] if result.description else None


def postmaster_pid(place):
    return int((place / "postmaster.pid").read_text().split()[0])


def is_alive(process):
    """Tell whether a process runs; one that waits to be collected by its parent does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_for(condition, seconds=20):
    """Wait until something holds, looking often enough to meet a program in the middle."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def kill_server(place):
    """Kill -9 the server and wait until it is gone; its lock files stay."""
    process = psutil.Process(postmaster_pid(place))
    process.kill()
    wait_for(lambda: not is_alive(process))
    assert (place / "postmaster.pid").exists()


def python(code, *arguments, **options):
    """Start another process that can import the package."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(SOURCE_ROOT), *sys.path])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def output(process, timeout=60):
    out, err = process.communicate(timeout=timeout)
    assert process.returncode == 0, err
    return out.strip()


START = """
    import sys
    from pathlib import Path
    from config.embedded_postgres import ensure_running
    found = ensure_running(Path(sys.argv[1]), settings={"fsync": "off", "shared_buffers": "16MB"})
    found.ensure_database("kocasinan")
    print((found.data_dir / "postmaster.pid").read_text().split()[0])
"""


@contextmanager
def stranger_as(account_of):
    """Run an unrelated process of the account that owns a path."""
    owner = account_of.stat()
    change = {"user": owner.st_uid, "group": owner.st_gid} if os.geteuid() == 0 else {}
    process = subprocess.Popen(["/bin/sleep", "60"], cwd="/", **change)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
