"""Asks clamd whether a file holds malware; the protocol's INSTREAM command (clamd(8)).

Without `CLAMD_ADDRESS` nobody is asked. While clamd is away, files wait: they are kept and not
handed out (`Scan.WAITING`), and asked about again by a task.
"""

import socket
import struct

from django.conf import settings

from services.cases.models import Scan

CHUNK = 256 * 1024
MOST_ANSWER = 4096


def scanned(content: bytes) -> Scan:
    """Return what the scanner says; never raises for what the other side or the network does."""
    address = settings.CLAMD_ADDRESS
    if not address:
        return Scan.NONE
    try:
        with _connected(address) as connection:
            connection.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                part = content[start : start + CHUNK]
                connection.sendall(struct.pack("!L", len(part)) + part)
            connection.sendall(struct.pack("!L", 0))
            answer = _answer(connection)
    except (OSError, ValueError):
        return Scan.WAITING
    if answer.endswith(b"FOUND"):
        return Scan.INFECTED
    # Anything else than "OK" is an error of clamd's (too large, out of memory): not seen.
    return Scan.CLEAN if answer.endswith(b": OK") else Scan.WAITING


def _connected(address: str) -> socket.socket:
    """Connect to `host:port`, or to a socket's path."""
    timeout = settings.CLAMD_SECONDS
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(timeout)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=timeout)


def _answer(connection: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < MOST_ANSWER:
        part = connection.recv(MOST_ANSWER)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0\n")
