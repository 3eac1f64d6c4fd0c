"""Rings of keys. The newest key (the first) writes; the older ones still read.

A ring is a setting with a list of `id:secret`, the secret being 32 bytes in base64url. Rings:

- `IDENTITY_KEYS` encrypts what is stored sealed,
- `IDENTITY_DIGEST_KEYS` makes the digests sealed values are found by,
- `AUDIT_KEYS` signs the audit log.

They are separate so that who holds one (say, to verify the audit log) cannot read with another.
`python -m accounts.keys` makes new ones; docs/operations.md tells how to exchange them.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

RINGS = ("IDENTITY_KEYS", "IDENTITY_DIGEST_KEYS", "AUDIT_KEYS")
SIZE = 32
DERIVED = "development"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,23}")


class UnknownKey(LookupError):
    """Something was made with a key that is not in the ring; the message names the key's id."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key. Its secret is in no representation, so that no traceback or log shows it."""

    id: str
    secret: bytes

    def __repr__(self) -> str:
        return f"Key({self.id!r})"


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys, the newest first."""

    keys: tuple[Key, ...]

    @property
    def newest(self) -> Key:
        """Return the key that writes."""
        return self.keys[0]

    def __iter__(self) -> Iterator[Key]:
        return iter(self.keys)

    def find(self, key_id: str) -> Key:
        """Return the key of an id; raise `UnknownKey` when it is not in the ring."""
        for key in self.keys:
            if key.id == key_id:
                return key
        raise UnknownKey(f"The key {key_id!r} is not in the ring.")


def read_ring(lines: Iterable[str]) -> KeyRing:
    """Return the ring of lines `id:secret`; ValueError (without the secret) when one is wrong."""
    found: list[Key] = []
    for number, line in enumerate(lines, 1):
        key_id, colon, encoded = line.partition(":")
        if not colon or not _ID.fullmatch(key_id):
            raise ValueError(f"key {number} does not begin with an id (a-z, 0-9, -) and a colon")
        try:
            secret = base64.b64decode(encoded.strip(), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise ValueError(f"key {key_id} is not base64url") from None
        if len(secret) != SIZE:
            raise ValueError(f"key {key_id} has {len(secret)} bytes instead of {SIZE}")
        if any(key.id == key_id for key in found):
            raise ValueError(f"there are two keys {key_id}")
        found.append(Key(key_id, secret))
    if not found:
        raise ValueError("there is no key")
    return KeyRing(tuple(found))


def ring(name: str) -> KeyRing:
    """Return a ring of the settings.

    Without any key set, development derives one from SECRET_KEY. It does not exist when DEBUG is
    off: a key that is written in the repository protects nothing.
    """
    lines = tuple(getattr(settings, name))
    if lines:
        try:
            return _ring(lines)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name}: {error}.") from None
    if not settings.DEBUG:
        raise ImproperlyConfigured(f"{name} is empty (python -m accounts.keys makes one).")
    return _derived(name, settings.SECRET_KEY)


@lru_cache(maxsize=16)
def _ring(lines: tuple[str, ...]) -> KeyRing:
    return read_ring(lines)


@lru_cache(maxsize=16)
def _derived(name: str, secret: str) -> KeyRing:
    derive = HKDF(hashes.SHA256(), SIZE, salt=None, info=f"development {name}".encode())
    return KeyRing((Key(DERIVED, derive.derive(secret.encode())),))
