"""Keeps the values of secret messages unreadable for whoever reads the database or a copy of it.

Sealed as identity numbers are (`accounts.secrets`), with keys that are not in the database;
`rotate_identity_keys` exchanges them.
"""

import json
from collections.abc import Mapping
from typing import Any

from accounts.secrets.sealing import CannotOpen
from accounts.secrets.sealing import seal as seal_text
from accounts.secrets.sealing import unseal as unseal_text

PLACE = ("outbox.Message", "values")
_NAME = "sealed"


class UnreadableError(Exception):
    """The key has changed since: the message cannot be sent any more."""


def seal(values: Mapping[str, str]) -> dict[str, str]:
    """Return what is stored in place of the values."""
    return {_NAME: str(seal_text(json.dumps(dict(values)), PLACE))}


def unseal(stored: Mapping[str, Any]) -> dict[str, str]:
    """Return the values.

    Raises:
        UnreadableError: None of the keys opens it.
    """
    try:
        found: dict[str, str] = json.loads(unseal_text(str(stored.get(_NAME, "")), PLACE))
    except CannotOpen as error:
        raise UnreadableError from error
    return found
