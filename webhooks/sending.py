"""Sends one message over HTTP: signed, to the checked address, no redirects, bounded time."""

import hashlib
import hmac
import http.client
import socket
import ssl
import threading
import time
from dataclasses import dataclass

from django.conf import settings

from webhooks.guard import Refused, Target, resolve
from webhooks.models import Delivery

MAX_READ = 4_096


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a try: the receiver's status, or what went wrong before there was one."""

    status: int | None
    error: str
    duration_ms: int

    @property
    def is_delivered(self) -> bool:
        """Tell whether the receiver has taken it."""
        return self.status is not None and 200 <= self.status < 300


def signature(secret: str, timestamp: str, body: str) -> str:
    """Return `sha256=` and HMAC-SHA256 over `timestamp.body` in hexadecimal."""
    message = f"{timestamp}.{body}".encode()
    return f"sha256={hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()}"


def headers_of(delivery: Delivery, timestamp: str) -> dict[str, str]:
    """Return the headers of a message; the signed timestamp tells old messages played anew."""
    prefix = settings.WEBHOOKS_HEADER_PREFIX
    return {
        "Content-Type": "application/json",
        "User-Agent": f"{prefix.removeprefix('X-')}-Webhooks/1",
        f"{prefix}-Event": delivery.event,
        f"{prefix}-Delivery": str(delivery.pk),
        f"{prefix}-Timestamp": timestamp,
        f"{prefix}-Signature": signature(delivery.endpoint.secret, timestamp, delivery.body),
    }


def send(delivery: Delivery) -> Outcome:
    """Send a message once. Never raises for what the receiver or the network does."""
    began = time.monotonic()
    status: int | None = None
    error = ""
    try:
        target = resolve(delivery.endpoint.url)
        status, reason = _post(target, delivery)
        if not 200 <= status < 300:
            error = f"{status} {reason}".strip()
    except Refused as refused:
        error = str(refused)
    except (OSError, http.client.HTTPException, ValueError) as failure:
        error = f"{type(failure).__name__}: {failure}"
    return Outcome(status, error[:300], round((time.monotonic() - began) * 1000))


def _post(target: Target, delivery: Delivery) -> tuple[int, str]:
    headers = headers_of(delivery, str(int(time.time())))
    return post(target, delivery.body.encode(), headers)


def post(target: Target, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
    """Post to a checked address; return status and reason.

    Raises:
        OSError, http.client.HTTPException: For what the network or the receiver does wrong.
    """
    limit = settings.WEBHOOKS_TIMEOUT_SECONDS
    connection = _Pinned(target, timeout=limit)
    # A socket's timeout begins anew with every byte; the timer ends a receiver that drips.
    timer = threading.Timer(limit, connection.cut)
    timer.daemon = True
    timer.start()
    try:
        connection.request("POST", target.path, body, headers)
        response = connection.getresponse()
        response.read(MAX_READ)
        return response.status, response.reason[:100]
    except (OSError, http.client.HTTPException) as error:
        if connection.was_cut:
            raise TimeoutError(f"no answer within {limit} s") from error
        raise
    finally:
        timer.cancel()
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was checked, whatever the name resolves to by now."""

    def __init__(self, target: Target, *, timeout: float) -> None:
        super().__init__(target.host, target.port, timeout=timeout)
        self.target = target
        self.was_cut = False
        self.default_port = 443 if target.scheme == "https" else 80

    def connect(self) -> None:
        self.sock = socket.create_connection((self.target.ip, self.target.port), self.timeout)
        if self.target.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.target.host)

    def cut(self) -> None:
        """End it from another thread."""
        self.was_cut = True
        if self.sock is not None:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                self.close()
