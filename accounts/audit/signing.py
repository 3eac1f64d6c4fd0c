"""What is signed of an entry and of a seal, byte by byte, and how a link is hashed."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from accounts.audit.models import Entry, Seal
from accounts.secrets.keys import Key, ring

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(at: datetime) -> int:
    """Return microseconds since 1970, exactly."""
    return (at - EPOCH) // timedelta(microseconds=1)


def entry_bytes(entry: Entry) -> bytes:
    """Return what is signed: every column but the row's number and the signature."""
    return _canonical(
        "entry.1",
        micros(entry.at),
        entry.kind,
        entry.keep,
        str(entry.actor) if entry.actor else None,
        str(entry.subject) if entry.subject else None,
        entry.address,
        entry.reason,
        entry.about,
        entry.details,
        entry.seen_number,
        entry.seen_hash,
        entry.key_id,
    )


def seal_bytes(seal: Seal) -> bytes:
    """Return what is signed of a seal."""
    return _canonical(
        "seal.1",
        micros(seal.at),
        seal.kind,
        seal.place,
        seal.number,
        seal.hash,
        seal.previous,
        seal.key_id,
    )


def sign(content: bytes, key: Key) -> str:
    """Return HMAC-SHA-256 in hexadecimal."""
    return hmac.new(key.secret, content, hashlib.sha256).hexdigest()


def is_signed(content: bytes, key_id: str, mac: str) -> bool:
    """Tell whether a signature is right; `UnknownKey` when its key is not in the ring."""
    return hmac.compare_digest(sign(content, ring("AUDIT_KEYS").find(key_id)), mac)


def link_hash(previous: str, mac: str, entry_id: int, keep: str, at: datetime) -> str:
    """Return a link's hash; the trigger `audit_chain` makes the same in SQL."""
    text = f"{previous}|{mac}|{entry_id}|{keep}|{micros(at)}"
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(*parts: Any) -> bytes:
    return json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
