"""Keeps the values of secret messages unreadable for whoever reads the database or a copy of it.

The key is made of `SECRET_KEY`; what was sealed under a former one opens while that stands in
`SECRET_KEY_FALLBACKS`. AES-128-CBC with HMAC-SHA256 (Fernet).
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

_NAME = "sealed"


class UnreadableError(Exception):
    """The key has changed since: the message cannot be sent any more."""


def seal(values: Mapping[str, str]) -> dict[str, str]:
    """Return what is stored in place of the values."""
    return {_NAME: _box().encrypt(json.dumps(dict(values)).encode()).decode()}


def unseal(stored: Mapping[str, Any]) -> dict[str, str]:
    """Return the values.

    Raises:
        UnreadableError: None of the keys opens it.
    """
    try:
        found: dict[str, str] = json.loads(_box().decrypt(str(stored.get(_NAME, "")).encode()))
    except InvalidToken as error:
        raise UnreadableError from error
    return found


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(str(text))) for text in keys])


def _key(text: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"outbox.secrets:{text}".encode()).digest())
