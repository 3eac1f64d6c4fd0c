"""Values out of a row of an import file, with messages that name the property."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from content.imports import RowError
from content.imports.values import text
from search import turkish

MOST = 100_000_000
WORDS = {"true": True, "evet": True, "1": True, "false": False, "hayir": False, "0": False}


def texts(values: Mapping[str, Any], name: str) -> list[str]:
    """Return a list of texts; a single text counts as one, empty ones are left out."""
    value = values.get(name)
    if isinstance(value, str):
        value = [value]
    if value is None:
        return []
    if not isinstance(value, list) or any(not isinstance(item, str) for item in value):
        raise RowError(_("%(name)s must be a list of texts.") % {"name": name})
    found = [item.replace("\x00", "").strip() for item in value]
    return [item for item in found if item]


def choice(values: Mapping[str, Any], name: str, allowed: Sequence[str]) -> str:
    """Return one of the allowed values."""
    value = text(values, name)
    if value not in allowed:
        message = _("%(name)s must be one of: %(values)s.")
        raise RowError(message % {"name": name, "values": ", ".join(allowed)})
    return value


def truth(values: Mapping[str, Any], name: str) -> bool:
    """Return a yes or no; absent is no."""
    value = values.get(name)
    if value is None or value == "":
        return False
    if isinstance(value, bool):
        return value
    found = WORDS.get(turkish.fold(str(value).strip()))
    if found is None:
        raise RowError(_("%(name)s must be true or false.") % {"name": name})
    return found


def whole(values: Mapping[str, Any], name: str) -> int | None:
    """Return a whole number from 0, None when absent."""
    value = values.get(name)
    if value in (None, ""):
        return None
    try:
        number = float(value) if not isinstance(value, bool) else -1.0
    except (TypeError, ValueError, OverflowError):
        number = -1.0
    if not (0 <= number <= MOST and number == int(number)):
        raise RowError(_("%(name)s must be a whole number.") % {"name": name})
    return int(number)


def moment(values: Mapping[str, Any], name: str) -> datetime:
    """Return a date and time; without a zone it is taken for Istanbul's."""
    try:
        found = datetime.fromisoformat(text(values, name))
        aware = found if timezone.is_aware(found) else timezone.make_aware(found)
        return aware.astimezone(timezone.get_default_timezone())
    except (ValueError, OverflowError):
        message = _("%(name)s must be a time such as 2026-11-24T09:00:00+03:00.")
        raise RowError(message % {"name": name}) from None
