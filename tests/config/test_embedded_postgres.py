"""The embedded PostgreSQL, against the real server: how it starts, is shared, dies and recovers."""

import os
import shutil
import signal
import stat
import time

import psutil
import psycopg
import pytest

from config import embedded_postgres
from config.embedded_postgres import (
    EmbeddedPostgresError,
    cluster,
    lifecycle,
    programs,
)
from tests.factories.clusters import (
    START,
    ask,
    is_alive,
    kill_server,
    output,
    postmaster_pid,
    python,
    start,
    stranger_as,
    wait_for,
)

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
