"""The fields of ready-made answers. Pure functions."""

import re
from collections.abc import Mapping

FIELDS = ("başvuru_no", "konu", "mahalle", "müdürlük", "son_gün", "belediye")
_FIELD = re.compile(r"\{([^{}\s]{1,40})\}")


def problem_of(text: str) -> str:
    """Return the first field that nobody fills in; "" when all are known."""
    return next((name for name in _FIELD.findall(text) if name not in FIELDS), "")


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its fields filled in; what has no value becomes nothing."""
    return _FIELD.sub(lambda found: values.get(found[1], ""), text)
