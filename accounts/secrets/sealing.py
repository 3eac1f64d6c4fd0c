"""Sealing a text: AES-256-GCM, bound to the place it belongs to.

A sealed text is `sealed:1:KEY:BASE64`, where BASE64 is nonce (12 bytes), cipher text, tag (16). The
place (table, column, row, purpose) is authenticated with it: what is copied to another row, column
or table does not open. The length of the text shows; identity numbers all have one.
"""

import base64
import binascii
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from accounts.secrets.keys import KeyRing, UnknownKey, ring

PREFIX = "sealed:1:"
_NONCE = 12


class CannotOpen(ValueError):
    """A sealed text was changed, moved to another place, or its key is not in the ring."""


class Sealed(str):
    """A sealed text as it stands in the database. It is safe to show: it says nothing."""

    __slots__ = ()

    @property
    def key_id(self) -> str:
        """Return the id of the key it was sealed with."""
        return self.split(":", 3)[2]


def prefix_of(key_id: str) -> str:
    """Return how everything begins that a key sealed."""
    return f"{PREFIX}{key_id}:"


def seal(text: str, place: tuple[str, ...], keys: KeyRing | None = None) -> Sealed:
    """Return a text sealed with the newest key for a place."""
    key = (keys or ring("IDENTITY_KEYS")).newest
    nonce = os.urandom(_NONCE)
    closed = AESGCM(key.secret).encrypt(nonce, text.encode(), _bytes(key.id, place))
    return Sealed(prefix_of(key.id) + base64.urlsafe_b64encode(nonce + closed).decode())


def unseal(sealed: str, place: tuple[str, ...], keys: KeyRing | None = None) -> str:
    """Return the text of a sealed one at its place; raise `CannotOpen`."""
    if not sealed.startswith(PREFIX):
        raise CannotOpen("This is not sealed.")
    key_id, _, encoded = sealed[len(PREFIX) :].partition(":")
    try:
        key = (keys or ring("IDENTITY_KEYS")).find(key_id)
        raw = base64.b64decode(encoded, altchars=b"-_", validate=True)
        opened = AESGCM(key.secret).decrypt(raw[:_NONCE], raw[_NONCE:], _bytes(key_id, place))
    except UnknownKey as error:
        raise CannotOpen(str(error)) from None
    except (InvalidTag, binascii.Error, ValueError):
        raise CannotOpen("It was changed or moved from its place.") from None
    return opened.decode()


def digest(text: str, purpose: str, keys: KeyRing | None = None) -> str:
    """Return the digest of a text under the newest key: `KEY:HEX`, HMAC-SHA-256.

    The purpose separates digests of different things, so that equal texts are not seen to be.
    """
    return digests(text, purpose, keys)[0]


def digests(text: str, purpose: str, keys: KeyRing | None = None) -> list[str]:
    """Return the digests of a text under every key, the newest first: what to look for."""
    return [
        f"{key.id}:{hmac.new(key.secret, _bytes(purpose, (text,)), hashlib.sha256).hexdigest()}"
        for key in keys or ring("IDENTITY_DIGEST_KEYS")
    ]


def _bytes(first: str, others: tuple[str, ...]) -> bytes:
    """Join parts so that no two lists of parts give the same bytes."""
    parts = [part.encode() for part in (first, *others)]
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)
