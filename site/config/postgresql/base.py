"""The database backend of the site: Django's own, but a kept connection is checked by its socket.

`CONN_HEALTH_CHECKS` asks `SELECT 1` at the start of each request, which is a fifth of what a page
of the index costs. A server that was restarted or has ended the session closes the socket, and an
idle session has nothing to say: if there is anything to read, the connection is not used again. A
network that is silently gone is found by neither way before the first query times out.

The few queries that answer most requests are as costly to plan as to run: `prepared_cursor` lets
the server keep their plans (see `search.prepared`).
"""

import select
from typing import Any

import psycopg
from django.db.backends.postgresql import base, operations

NEVER_BY_COUNT = 2**31
"""Only a cursor that says so prepares, however often a query was seen."""


class PreparedCursor(base.ServerBindingCursor):  # type: ignore[misc]
    """A cursor that has each of its queries prepared by the server at the first use."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        """Run a query with its values beside it, not in it."""
        return super().execute(query, params, prepare=True, **options)  # type: ignore[misc]


class DatabaseOperations(operations.DatabaseOperations):
    """Django's own, and prepared queries can be seen by the debug log and by tests."""

    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> Any:
        """Return the query with its values put in."""
        if isinstance(cursor, PreparedCursor):
            return self.compose_sql(sql, params)  # type: ignore[attr-defined]
        return super().last_executed_query(cursor, sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to PostgreSQL."""

    ops_class = DatabaseOperations

    def get_connection_params(self) -> dict[str, Any]:
        """Let the connection prepare statements, for those cursors that ask for it.

        Django's own cursors put values into the text and never prepare. `prepare_threshold: None`
        in OPTIONS turns it off, for a pooler that hands out another session for each transaction
        and cannot follow prepared statements (PgBouncer before 1.21).
        """
        params = super().get_connection_params()
        if "prepare_threshold" not in self.settings_dict["OPTIONS"]:
            params["prepare_threshold"] = NEVER_BY_COUNT
        return params

    def prepared_cursor(self) -> Any:
        """Return a cursor of prepared statements; counted and timed like any other."""
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(PreparedCursor(self.connection))  # type: ignore

    def is_usable(self) -> bool:
        """Tell whether the kept connection may be used for another request."""
        connection = self.connection
        if connection is None or connection.closed:
            return False
        poll = select.poll()
        try:
            poll.register(connection.fileno(), select.POLLIN | select.POLLPRI)
        except psycopg.Error:
            return False
        return not poll.poll(0)
