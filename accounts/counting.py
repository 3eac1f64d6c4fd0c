"""A cache in the database for what all processes must count together: attempts, and codes used.

Each step is one statement, so two processes never both count the last attempt that is allowed. The
table is unlogged: it costs no write-ahead log, is not replicated, and after a crash of the database
counting begins anew. Values are JSON. With a shared cache (`CACHE_URL`) that is used instead.
"""

import json
import random
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import DEFAULT_DB_ALIAS, connections

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
# Every so many writes what has run out is deleted, so many rows at most.
CLEAN_EVERY = 200
CLEAN_MOST = 2_000
_PUT = (
    "INSERT INTO accounts_counter AS kept (key, value, expires_at) VALUES (%(key)s, %(value)s,"
    " %(expires)s) ON CONFLICT (key) DO UPDATE SET value = excluded.value,"
    " expires_at = excluded.expires_at"
)
_COUNT = (
    "INSERT INTO accounts_counter AS kept (key, value, expires_at) VALUES (%(key)s, '1',"
    " %(expires)s) ON CONFLICT (key) DO UPDATE SET"
    " value = CASE WHEN kept.expires_at > %(now)s THEN to_jsonb((kept.value)::bigint + 1)"
    " ELSE '1' END,"
    " expires_at = CASE WHEN kept.expires_at > %(now)s THEN kept.expires_at"
    " ELSE excluded.expires_at END RETURNING (value)::bigint"
)
_GET = "SELECT key, value::text FROM accounts_counter WHERE key = ANY(%(keys)s)"
_CLEAN = (
    "DELETE FROM accounts_counter WHERE key IN (SELECT key FROM accounts_counter"
    " WHERE expires_at <= %(now)s LIMIT %(most)s FOR UPDATE SKIP LOCKED)"
)


class CounterCache(BaseCache):
    """Django's interface of caches, and `count`."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        """Take the usual parameters."""
        super().__init__(params)

    def count(self, key: str, seconds: float) -> int:
        """Count up by one and return the sum; what has run out begins at one, for so long."""
        self._clean_now_and_then()
        found = self._run(_COUNT, self._values(key, "1", seconds), returns=True)
        return int(found[0][0])

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return a value; the default where there is none or it has run out."""
        return self.get_many([key], version).get(key, default)

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        """Return what there is, with one query."""
        names = {self.make_and_validate_key(key, version=version): key for key in keys}
        rows = self._run(
            f"{_GET} AND expires_at > %(now)s",
            {"keys": list(names), "now": _now()},
            returns=True,
        )
        return {names[name]: json.loads(value) for name, value in rows}

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Store a value where there is none; False where there is one."""
        self._clean_now_and_then()
        values = self._values(key, json.dumps(value), timeout, version)
        sql = f"{_PUT} WHERE kept.expires_at <= %(now)s RETURNING key"
        return bool(self._run(sql, values, returns=True))

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """Store a value."""
        self._clean_now_and_then()
        self._run(_PUT, self._values(key, json.dumps(value), timeout, version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Delete a value; False where there was none."""
        name = self.make_and_validate_key(key, version=version)
        sql = "DELETE FROM accounts_counter WHERE key = %(key)s RETURNING key"
        return bool(self._run(sql, {"key": name}, returns=True))

    def clear(self) -> None:
        """Delete everything."""
        self._run("DELETE FROM accounts_counter", {})

    def _values(
        self, key: Any, value: str, timeout: Any, version: int | None = None
    ) -> dict[str, Any]:
        name = self.make_and_validate_key(key, version=version)
        until = self.get_backend_timeout(timeout)
        expires = FOREVER if until is None else datetime.fromtimestamp(until, tz=UTC)
        return {"key": name, "value": value, "expires": expires, "now": _now()}

    def _clean_now_and_then(self) -> None:
        if random.random() * CLEAN_EVERY < 1:  # noqa: S311 - spreads work, is no secret
            self.clean()

    def clean(self) -> None:
        """Delete what has run out."""
        self._run(_CLEAN, {"now": _now(), "most": CLEAN_MOST})

    def _run(self, sql: str, values: dict[str, Any], *, returns: bool = False) -> list[Any]:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall()) if returns else []


def _now() -> datetime:
    return datetime.fromtimestamp(time.time(), tz=UTC)
