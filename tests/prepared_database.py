"""A migrated database kept as a script, so that only the first run after a migration migrates.

The script is named after every migration of every installed app; another set of migrations never
finds it. Django still runs `migrate` on what was read from it, which then has nothing left to do
but make permissions and groups anew.
"""

import gc
import hashlib
import os
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection

KEPT = 3


def script_path():
    """Return where the script of the present migrations is, or would be."""
    sums = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for path in sorted(Path(app.path, "migrations").rglob("*.py")):
            sums.update(f"{app.label}/{path.name}".encode() + path.read_bytes())
    return settings.VAR_DIR / "test-database" / f"{sums.hexdigest()[:20]}.sql"


def is_ours():
    """Tell whether the server is the throw-away one, whose programs can be used on it."""
    return Path(connection.settings_dict["HOST"], "postmaster.pid").exists()


def restore(name):
    """Make database `name` from the script; return whether there was one."""
    script = script_path()
    if not is_ours() or not script.exists():
        return False
    with _server("postgres") as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}"')
    with _server(name) as server:
        server.execute(script.read_text())
    return True


def keep(name):
    """Write the script from the migrated database `name`; leave only the newest few."""
    from config.embedded_postgres import programs

    if not is_ours():
        return
    where = connection.settings_dict
    data = Path(where["HOST"])
    dumped = programs.run(
        *("pg_dump", "--inserts", "--no-owner", "--username", where["USER"]),
        *("--host", where["HOST"], "--port", str(where["PORT"] or 5432), name),
        data_dir=data,
    )
    if dumped.returncode:
        raise RuntimeError(f"pg_dump: {dumped.stderr}")
    script = script_path()
    script.parent.mkdir(parents=True, exist_ok=True)
    # psql's own commands (\restrict) are not SQL.
    lines = (line for line in dumped.stdout.splitlines() if not line.startswith("\\"))
    unfinished = script.with_suffix(f".{os.getpid()}")
    unfinished.write_text("\n".join(lines))
    unfinished.replace(script)
    older = sorted(script.parent.glob("*.sql"), key=lambda path: path.stat().st_mtime)
    for path in older[:-KEPT]:
        path.unlink(missing_ok=True)


@contextmanager
def no_collector():
    """Migrating makes millions of objects that live to its end; looking for garbage is slow."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _server(database):
    where = connection.settings_dict
    return psycopg.connect(
        host=where["HOST"],
        port=where["PORT"] or 5432,
        user=where["USER"],
        dbname=database,
        autocommit=True,
    )
