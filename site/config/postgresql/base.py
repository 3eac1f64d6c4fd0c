"""The database backend of the site: Django's own, but a kept connection is checked by its socket.

`CONN_HEALTH_CHECKS` asks `SELECT 1` at the start of each request, which is a fifth of what a page
of the index costs. A server that was restarted or has ended the session closes the socket, and an
idle session has nothing to say: if there is anything to read, the connection is not used again. A
network that is silently gone is found by neither way before the first query times out.
"""

import select

import psycopg
from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to PostgreSQL."""

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
