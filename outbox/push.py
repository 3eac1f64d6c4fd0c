"""Web push (RFC 8030): encrypted for the browser (RFC 8291), signed with our key (RFC 8292).

The address of a push service comes from a browser, so from anybody: it is called like a webhook's,
only over https and never on our own network (`webhooks.guard`).
"""

import base64
import http.client
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from py_vapid import Vapid02

from outbox.channels import Letter, Outcome, Result
from outbox.models import ChannelName
from webhooks.guard import Refused, check_address, resolve
from webhooks.sending import post

KEPT_SECONDS = 24 * 60 * 60
MOST_BYTES = 3_000  # push services take 4096 encrypted
_KEY_BYTES, _AUTH_BYTES, _PRIVATE_BYTES = 65, 16, 32


class BadSubscription(ValueError):
    """What a browser sent is no push subscription we can use."""


def read_subscription(text: str) -> dict[str, Any]:
    """Return a browser's push subscription, checked; keys as they came.

    Raises:
        BadSubscription: When it is none, or its address is not one we call.
    """
    try:
        found = json.loads(text)
        endpoint = str(found["endpoint"])
        keys = {name: str(found["keys"][name]) for name in ("p256dh", "auth")}
        point, auth = _bytes(keys["p256dh"]), _bytes(keys["auth"])
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        check_address(endpoint)
    except (ValueError, KeyError, TypeError, Refused) as error:
        raise BadSubscription(str(error)) from error
    if len(point) != _KEY_BYTES or len(auth) != _AUTH_BYTES or len(endpoint) > 1_000:
        raise BadSubscription("wrong length")
    return {"endpoint": endpoint, "keys": keys}


def public_key() -> str:
    """Return our key as browsers want it (`applicationServerKey`); "" when there is none."""
    if not settings.VAPID_PRIVATE_KEY:
        return ""
    key = _vapid().public_key.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return base64.urlsafe_b64encode(key).rstrip(b"=").decode()


def is_private_key(text: str) -> bool:
    """Tell whether a text is a private key of ours."""
    try:
        number = int.from_bytes(_bytes(text), "big")
        ec.derive_private_key(number, ec.SECP256R1())
    except ValueError:
        return False
    return len(_bytes(text)) == _PRIVATE_BYTES


def new_private_key() -> str:
    """Return a new private key as text, for `VAPID_PRIVATE_KEY`."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()


def encrypted(subscription: dict[str, Any], data: bytes) -> bytes:
    """Return the body only this browser can read (`aes128gcm`)."""
    keys = subscription["keys"]
    sealed: bytes = http_ece.encrypt(
        data,
        salt=os.urandom(16),
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=_bytes(keys["p256dh"]),
        auth_secret=_bytes(keys["auth"]),
        version="aes128gcm",
    )
    return sealed


def headers_for(endpoint: str) -> dict[str, str]:
    """Return the headers of a push, with our signed claim for that push service."""
    parts = urlsplit(endpoint)
    claims = {"sub": settings.VAPID_SUBJECT, "aud": f"{parts.scheme}://{parts.netloc}"}
    return {
        **_vapid().sign(claims),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT_SECONDS),
        "Urgency": "normal",
    }


class PushSession:
    """Pushes go one by one, each to the service of its browser."""

    def send(self, letter: Letter) -> Outcome:
        """Push one message; the letter's number makes the browser show a repeat once."""
        try:
            subscription = read_subscription(letter.recipient)
            target = resolve(subscription["endpoint"])
            body = encrypted(subscription, _data(letter))
            status, reason = post(target, body, headers_for(subscription["endpoint"]))
        except (BadSubscription, Refused) as error:
            return Outcome(Result.GONE, str(error)[:300])
        except (OSError, http.client.HTTPException, ValueError) as failure:
            return Outcome(Result.LATER, f"{type(failure).__name__}: {failure}"[:300])
        if 200 <= status < 300:
            return Outcome(Result.SENT)
        said = f"{status} {reason}"
        if status in {404, 410}:  # RFC 8030, 7.3: the subscription has ended
            return Outcome(Result.GONE, said)
        later = status == 429 or status >= 500
        return Outcome(Result.LATER if later else Result.REFUSED, said)


def _data(letter: Letter) -> bytes:
    body = letter.text
    while True:
        data = json.dumps(
            {
                "title": letter.subject,
                "body": body,
                "url": letter.values.get("url", "/"),
                "tag": letter.values.get("tag") or letter.id,
            },
            ensure_ascii=False,
        ).encode()
        if len(data) <= MOST_BYTES or not body:
            return data
        body = f"{body[: len(body) * 2 // 3 - 1]}…" if len(body) > 2 else ""


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _vapid() -> Vapid02:
    return Vapid02.from_raw(settings.VAPID_PRIVATE_KEY.encode())


class PushChannel:
    """Web push; there is none until our key is configured."""

    name = ChannelName.PUSH.value

    @property
    def is_ready(self) -> bool:
        """Tell whether we have a key."""
        return bool(settings.VAPID_PRIVATE_KEY)

    @property
    def per_minute(self) -> int:
        """Return the rate; push services have no limit of their own."""
        return int(settings.OUTBOX_PUSHES_PER_MINUTE)

    @contextmanager
    def open(self) -> Iterator[PushSession]:
        """Return a session."""
        yield PushSession()
