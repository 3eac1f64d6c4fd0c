"""Identity numbers of Turkey: their checksum, how people type them, how they are shown.

Pure functions and a form field; nothing here reads or writes the database.
"""

from accounts.identity.masks import mask_email, mask_identity_number, mask_name, mask_phone
from accounts.identity.numbers import (
    completed,
    is_foreigners,
    is_obviously_invented,
    is_valid,
    normalised,
    problem,
)
from accounts.identity.scrubbing import scrubbed

__all__ = [
    "completed",
    "is_foreigners",
    "is_obviously_invented",
    "is_valid",
    "mask_email",
    "mask_identity_number",
    "mask_name",
    "mask_phone",
    "normalised",
    "problem",
    "scrubbed",
]
