"""Queries whose plans the server keeps, for the few that answer most requests."""

from contextlib import AbstractContextManager
from typing import Any

from django.db import connection


def prepared() -> AbstractContextManager[Any]:
    """Return a cursor whose queries the server plans once for each connection.

    For queries that many requests ask with other values only: planning them takes as long as
    running them. A connection keeps the last hundred texts, so a list whose conditions are put
    together anew each time has a place here too. Values stand beside the text, so each needs a
    type that the server can see: write `%s::text[]`, not `%s`, where it can not.
    """
    return connection.prepared_cursor()  # type: ignore[attr-defined,no-any-return]
