"""Masked contacts of cases and debtors that do not exist.

Stops finding out which exist: every reference and every number shows a contact, the same at each
try, made from a keyed digest. Letters, domains and prefixes are about as frequent as real ones.
"""

from django.conf import settings
from django.utils.crypto import salted_hmac

# Twentieths: about as people in Turkey have them.
_DOMAINS = ("gmail.com",) * 14 + ("hotmail.com",) * 3 + ("outlook.com", "icloud.com", "yahoo.com")
_LETTERS = "aaaabbccddeeeefffghhhiikkllmmmmmmnnnooprrsssssttuuvyyyzz"
_PREFIXES = (
    *(f"50{digit}" for digit in "1567"),
    *(f"5{ten}{digit}" for ten in "34" for digit in range(10)),
    *(f"55{digit}" for digit in "1234"),
)


def decoy(reference: str, *, phones: int = 96) -> str:
    """Return the masked contact that is shown where there is none.

    Args:
        reference: What was typed.
        phones: How many of 256 are phones, where SMS are sent.
    """
    made = salted_hmac("cases.decoy", reference, algorithm="sha256").digest()
    if settings.SMS_ADAPTER and made[0] < phones:
        prefix = _PREFIXES[made[1] % len(_PREFIXES)]
        return f"0{prefix} *** ** {made[2] % 100:02d}"
    letter, domain = _LETTERS[made[1] % len(_LETTERS)], _DOMAINS[made[2] % len(_DOMAINS)]
    return f"{letter}***@{domain}"
