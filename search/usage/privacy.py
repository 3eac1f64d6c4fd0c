"""Which queries are never written down: those that carry a person's numbers or addresses."""

import re

_NUMBER = re.compile(r"(?:\d[\s().\-/]*){7,}")
_MAIL = re.compile(r"\S+@\S+")
_IBAN = re.compile(r"\b[a-z]{2}\s*\d{2}(?:\s*\w{4}){3,}", re.IGNORECASE)
_PLATE = re.compile(r"\b(?:0[1-9]|[1-7]\d|8[01])\s*[a-z]{1,3}\s*\d{2,5}\b", re.IGNORECASE)
_REFERENCE = re.compile(r"\b[a-z]{2,4}[-\s]?\d{2}[-\s]?\d{4,7}(?:[-\s]?\w)?\b", re.IGNORECASE)


def may_be_kept(text: str) -> bool:
    """Tell whether a query may be counted by its words.

    Refused are seven digits or more, however they are grouped (identity numbers of Turkey have 11,
    telephones 7 to 12, cards 16), e-mail addresses, IBANs, number plates and case references: each
    may lead to a person.
    """
    return not any(pattern.search(text) for pattern in (_NUMBER, _MAIL, _IBAN, _PLATE, _REFERENCE))
