"""Signs that a text must not bring into a spreadsheet or into XML."""

import re

# A cell that begins so may be run as a formula (OWASP, CSV injection); full-width forms as well.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def inert(text: str) -> str:
    """Return a text for a cell; one that a spreadsheet would run gets a leading apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def for_xml(text: str) -> str:
    """Return a text without the characters that XML 1.0 cannot hold, and so no XLSX either."""
    return _NOT_XML.sub("", text)
