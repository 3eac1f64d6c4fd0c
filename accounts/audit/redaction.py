"""What may not stand in the log is taken out before it is written.

Identity numbers are masked wherever they stand. Values under names that hold secrets, and texts
that look like tokens or password hashes, go. A password cannot be known by its look: never pass
one.
"""

import re
from typing import Any

from accounts.identity import scrubbed

REMOVED = "[removed]"
MOST_LETTERS = 500
MOST_ITEMS = 50
MOST_LEVELS = 4
_SECRET_NAME = re.compile(
    r"passw|parola|sifre|şifre|token|secret|gizli|cookie|session|authoriz|credential|otp|totp|csrf"
    r"|recovery|kurtarma|private|anahtar|signature|(?:^|[^a-z])(?:pin|key|code|kod|kodu)(?:$|[^a-z])",
    re.IGNORECASE,
)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Long words of letters and digits: session keys, OAuth codes, JWT, sealed texts, password hashes.
_TOKEN = re.compile(r"[A-Za-z0-9_\-+/=.$~%]{20,}")
# What paths, addresses and names in code are made of, between their separators.
_WORD = re.compile(r"[A-Z]?[a-z]{1,24}|[A-Z]{1,24}|(?:[A-Z][a-z]+){1,4}|\d{1,8}")
_SEPARATORS = re.compile(r"[_\-+/=.$~%]+")
_BEARER = re.compile(r"\b(bearer|basic|token)\s+\S+", re.IGNORECASE)
_PARAMETER = re.compile(
    r"\b([\w-]*(?:token|passw\w*|parola|sifre|secret|code|kod|otp|key|state|sig))\s*[=:]\s*[^\s&;,]+",
    re.IGNORECASE,
)


def redacted_text(text: str, most: int = MOST_LETTERS) -> str:
    """Return one line of text without identity numbers and what looks like a secret."""
    text = text.encode("utf-8", "replace").decode().replace("\x00", "")
    text = " ".join(text.split())
    text = _PARAMETER.sub(rf"\1={REMOVED}", _BEARER.sub(rf"\1 {REMOVED}", text))
    text = scrubbed(_TOKEN.sub(_without_token, text))
    # Cut last: what is cut in the middle would not be known any more.
    return text if len(text) <= most else f"{text[: most - 1]}…"


def redacted(value: Any, level: int = 0) -> Any:
    """Return a value of JSON's types without what may not be logged; anything else as its text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        text = redacted_text(str(value))
        return value if text == str(value) and abs(value) < 2**53 else text
    if isinstance(value, dict) and level < MOST_LEVELS:
        return {
            redacted_text(str(name), 60): (
                REMOVED if _SECRET_NAME.search(str(name)) else redacted(item, level + 1)
            )
            for name, item in list(value.items())[:MOST_ITEMS]
        }
    if isinstance(value, list | tuple | set | frozenset) and level < MOST_LEVELS:
        return [redacted(item, level + 1) for item in list(value)[:MOST_ITEMS]]
    return redacted_text(str(value))


def _without_token(match: re.Match[str]) -> str:
    word = match[0]
    if _UUID.fullmatch(word):
        return word
    pieces = [piece for piece in _SEPARATORS.split(word) if piece]
    return word if all(_WORD.fullmatch(piece) for piece in pieces) else REMOVED
