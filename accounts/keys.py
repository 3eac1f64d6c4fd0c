"""Make new keys: `python -m accounts.keys` prints one for each ring (docs/operations.md).

Needs neither settings nor a database, so that it runs where keys are kept.
"""

import base64
import datetime
import secrets
import sys

RINGS = ("IDENTITY_KEYS", "IDENTITY_DIGEST_KEYS", "AUDIT_KEYS")


def new_key(day: datetime.date | None = None) -> str:
    """Return `id:secret`: the day it was made and four letters, and 32 random bytes."""
    day = day or datetime.datetime.now(datetime.UTC).date()
    secret = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    return f"{day:%Y-%m-%d}-{secrets.token_hex(2)}:{secret}"


def main() -> None:
    """Print a line for each ring."""
    sys.stdout.writelines(f"{name}={new_key()}\n" for name in RINGS)


if __name__ == "__main__":
    main()
