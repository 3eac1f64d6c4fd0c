"""The throw-away PostgreSQL of tests: fast, and gone at the end whatever happens."""

import os
import shutil
import signal
import tempfile
from pathlib import Path

import psutil
import pytest

from config import embedded_postgres
from config.embedded_postgres import (
    lifecycle,
    temporary,
)
from tests.factories.clusters import (
    ask,
    is_alive,
    output,
    postmaster_pid,
    python,
    wait_for,
)

THROWAWAY = """
    import os, sys, time
    from config.embedded_postgres import throwaway
    with throwaway(sys.argv[1]) as found:
        print(found.data_dir, flush=True)
        if sys.argv[2] == "fork" and not (child := os.fork()):
            sys.exit()
        elif sys.argv[2] == "fork":
            os.waitpid(child, 0)
            print(found.data_dir.exists(), flush=True)
        else:
            time.sleep(60)
"""


@pytest.fixture
def prefix():
    name = f"pg-test-{os.getpid()}"
    yield name
    shutil.rmtree(Path(tempfile.gettempdir()) / f"{name}-{os.geteuid()}")


def test_a_throwaway_cluster_is_fast_and_gone_at_the_end(prefix):
    before = signal.getsignal(signal.SIGTERM)
    with embedded_postgres.throwaway(prefix) as found:
        assert ask(found, "SHOW fsync") == "off"
        assert ask(found, "SHOW synchronous_commit") == "off"
        assert ask(found, "SHOW full_page_writes") == "off"
        server = psutil.Process(postmaster_pid(found.data_dir))

    assert not found.data_dir.parent.exists()
    assert not is_alive(server)
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_throwaway_cluster_is_gone_after_an_error(prefix):
    with pytest.raises(ZeroDivisionError), embedded_postgres.throwaway(prefix) as found:
        _ = 1 / 0

    assert not found.data_dir.parent.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_throwaway_cluster_is_gone_when_its_process_is_ended(prefix, number):
    process = python(THROWAWAY, prefix, "sleep")
    place = Path(process.stdout.readline().strip())
    server = psutil.Process(postmaster_pid(place))

    process.send_signal(number)
    process.communicate(timeout=20)

    assert process.returncode == -number
    assert not place.parent.exists()
    assert not is_alive(server)


def test_a_throwaway_cluster_is_gone_when_its_process_is_ended_during_the_start(prefix):
    process = python(THROWAWAY, prefix, "sleep")
    base = Path(tempfile.gettempdir()) / f"{prefix}-{os.geteuid()}"
    wait_for(lambda: list(base.glob("*/.data.new-*/PG_VERSION")))

    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)

    assert process.returncode == -signal.SIGTERM
    assert [path for path in base.iterdir() if path.is_dir()] == []


def test_a_signal_during_the_removal_waits_for_its_end(prefix, monkeypatch):
    received = []
    monkeypatch.setattr(temporary, "stop", lambda *_, **__: os.kill(os.getpid(), signal.SIGTERM))
    before = signal.signal(signal.SIGTERM, lambda number, _frame: received.append(number))
    try:
        with embedded_postgres.throwaway(prefix) as found:
            lifecycle.stop(found.data_dir, mode="immediate")
        assert received == [signal.SIGTERM]
        assert not found.data_dir.parent.exists()
    finally:
        signal.signal(signal.SIGTERM, before)


def test_what_a_killed_process_left_is_removed_by_the_next_but_not_what_is_in_use(prefix):
    process = python(THROWAWAY, prefix, "sleep")
    left = Path(process.stdout.readline().strip())
    server = psutil.Process(postmaster_pid(left))
    process.kill()
    process.communicate()
    assert is_alive(server)

    with (
        embedded_postgres.throwaway(prefix) as first,
        embedded_postgres.throwaway(prefix) as second,
    ):
        assert not left.parent.exists()
        assert not is_alive(server)
        assert ask(first, "SELECT 1") == ask(second, "SELECT 1") == 1


def test_a_forked_child_does_not_take_the_cluster_of_its_parent_away(prefix):
    lines = output(python(THROWAWAY, prefix, "fork")).splitlines()

    assert lines[-1] == "True"
    assert not Path(lines[0]).exists()
