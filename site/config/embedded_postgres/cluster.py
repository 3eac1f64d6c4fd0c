"""A cluster as it is: where it lies, how it is reached, whether its server runs."""

import contextlib
import hashlib
import os
import signal
import socket
import struct
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil  # type: ignore[import-untyped]  # comes with the wheel

USER = "postgres"
PORT = "5432"  # only names the socket file; nothing listens on TCP
SOCKET_NAME = f".s.PGSQL.{PORT}"
SOCKET_PATH_BYTES = 107 if sys.platform == "linux" else 103


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


def resolved(data_dir: Path) -> Path:
    """Return where the cluster really is: below a mount point, which cannot be renamed."""
    place = data_dir.expanduser().resolve()
    return place / "pgdata" if os.path.ismount(place) else place


def socket_dir(data_dir: Path) -> Path:
    """Return where the server's socket goes: the data directory, or a short path if it must be.

    The inode is part of the short name, so that a deleted and created directory is a new one.
    """
    if _can_hold_socket(data_dir):
        return data_dir
    identity = f"{data_dir}:{data_dir.stat().st_ino}"
    name = f"pg-{hashlib.sha256(os.fsencode(identity)).hexdigest()[:16]}"
    short = Path(tempfile.gettempdir()).resolve() / name
    if _can_hold_socket(short):
        return short
    return Path("/tmp").resolve() / name  # noqa: S108  its owner is checked


def _can_hold_socket(directory: Path) -> bool:
    """Tell whether the system can bind there, and clients name it (a comma separates hosts)."""
    length = len(os.fsencode(directory / SOCKET_NAME))
    return length <= SOCKET_PATH_BYTES and "," not in str(directory)


def socket_setting(sockets: Path) -> str:
    """Return the server setting for a socket directory, quoted for PostgreSQL's list syntax."""
    quoted = str(sockets).replace('"', '""')
    return f'unix_socket_directories="{quoted}"'


def running(data_dir: Path) -> Cluster | None:
    """Return the cluster if its server answers, whoever started it and with whatever TMPDIR."""
    lines = pid_file_lines(data_dir)
    if len(lines) < 5 or not lines[4] or not _answers(Path(lines[4]) / SOCKET_NAME):
        return None
    return Cluster(Path(lines[4]), USER, data_dir)


def pid_file_lines(data_dir: Path) -> list[str]:
    """Return ``postmaster.pid``: pid, directory, start, port, sockets, host, memory, state."""
    try:
        return (data_dir / "postmaster.pid").read_text().splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return []


def pid_in(lock_file: Path) -> int | None:
    """Return the process a lock file names; None when it is absent or broken."""
    try:
        return abs(int(lock_file.read_text().split("\n", 1)[0]))
    except (OSError, ValueError):
        return None


def postmaster(lock_file: Path, data_dir: Path) -> int | None:
    """Return the process a lock file names if it is this cluster's server, not a stranger."""
    pid = pid_in(lock_file)
    try:
        process = psutil.Process(pid) if pid else None
        if not process or process.name() != "postgres":
            return None
        if process.status() == psutil.STATUS_ZOMBIE:
            return None  # nobody collected it, as in a container without an init process
        if process.uids().real != data_dir.stat().st_uid:
            return None
        try:
            ours = data_dir.samefile(process.cwd())  # a postmaster works in its data directory
        except psutil.AccessDenied:  # root without CAP_SYS_PTRACE, as in a container
            ours = any(str(data_dir) in word for word in process.cmdline())
            ours = ours or socket_setting(socket_dir(data_dir)) in process.cmdline()
    except (psutil.NoSuchProcess, OSError):
        return None
    return pid if ours else None


def end_orphans(data_dir: Path) -> None:
    """End servers whose data directory was deleted under them and whose socket was here.

    One would end by itself within a minute, but remove the socket of its successor as it goes.
    """
    setting = socket_setting(data_dir)
    for process in psutil.process_iter(["name", "cmdline"]):
        if process.info["name"] != "postgres" or setting not in (process.info["cmdline"] or ()):
            continue
        with contextlib.suppress(psutil.Error):
            process.send_signal(signal.SIGQUIT)  # an immediate end: there is nothing to save
            deadline = time.monotonic() + 10
            while process.status() != psutil.STATUS_ZOMBIE and time.monotonic() < deadline:
                time.sleep(0.02)


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
