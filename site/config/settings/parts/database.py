"""PostgreSQL: a server of your own by DATABASE_URL, else the embedded one under var/."""

import atexit
from contextlib import ExitStack
from typing import Any

import dj_database_url

from config import env


def databases() -> dict[str, Any]:
    """Return DATABASES; starts the embedded server when no DATABASE_URL is given."""
    url = env.text("DATABASE_URL", "")
    if url:
        default: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60))
    else:
        from config.embedded_postgres import ensure_running

        cluster = ensure_running(env.VAR_DIR / "postgres")
        cluster.ensure_database("kocasinan")
        default = {**cluster.django_database("kocasinan"), "CONN_MAX_AGE": 60}
    ours: dict[str, Any] = {"CONN_HEALTH_CHECKS": True, "ENGINE": "config.postgresql"}
    found = {"default": {**default, **ours}}
    replica = env.text("DATABASE_REPLICA_URL", "")
    if replica:
        parsed = dict(dj_database_url.parse(replica, conn_max_age=60))
        found["replica"] = {**parsed, "ENGINE": "config.postgresql"}
    if not env.flag("DATABASE_PREPARED_STATEMENTS", True):
        for one in found.values():
            one["OPTIONS"] = {**one.get("OPTIONS", {}), "prepare_threshold": None}
    return found


def use_throwaway() -> None:
    """Start a temporary cluster for this process and its children, unless one is given."""
    if env.text("DATABASE_URL", ""):
        return
    from config.embedded_postgres import throwaway

    stack = ExitStack()
    cluster = stack.enter_context(throwaway("kocasinan-tests"))
    atexit.register(stack.close)
    cluster.ensure_database("kocasinan")
    socket = str(cluster.socket_dir).replace("/", "%2F")
    database = cluster.django_database("kocasinan")
    port = f":{database['PORT']}" if database.get("PORT") else ""
    env.provide("DATABASE_URL", f"postgresql://{cluster.user}@{socket}{port}/kocasinan")
