"""The signature of an entry, over the entry before it."""

import json
from typing import Any

from accounts.audit.signing import is_signed, micros, sign
from accounts.secrets.keys import ring
from services.cases.models import Entry


def _content(entry: Entry, previous: str) -> bytes:
    parts: list[Any] = [
        "case-entry.1",
        previous,
        entry.case_id,
        micros(entry.at),
        str(entry.author) if entry.author else None,
        entry.key_id,
        *entry.facts(),
    ]
    return json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def sign_entry(entry: Entry, previous: str) -> None:
    """Sign an entry with the newest key of the audit log's ring."""
    key = ring("AUDIT_KEYS").newest
    entry.key_id = key.id
    entry.mac = sign(_content(entry, previous), key)


def is_entry_signed(entry: Entry, previous: str) -> bool:
    """Tell whether an entry is what was signed, after the one that was before it."""
    return is_signed(_content(entry, previous), entry.key_id, entry.mac)
