"""Reads the values of a row, whatever the subject."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from content.imports.engine import RowError


def text(values: Mapping[str, Any], name: str) -> str:
    """Return a text, empty when absent; numbers count as text, lists and objects do not."""
    value = values.get(name)
    if value is None:
        return ""
    if isinstance(value, dict | list | bool):
        raise RowError(_("%(name)s must be text.") % {"name": name})
    return str(value).replace("\x00", "").strip()
