"""The significant values of a notice as people read them: label and text, old beside new."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from search.kinds import Kind

# Keys of payloads, whatever the kind; a key that is not here is told without a label.
LABELS = {
    "burial_date": _("Day of the funeral"),
    "prayer": _("Prayer"),
    "prayer_time": _("Time"),
    "mosque": _("Mosque"),
    "cemetery": _("Cemetery"),
    "ceremony": _("Ceremony"),
    "transfer_city": _("City it is taken to"),
    "planned_start": _("Planned start"),
    "planned_end": _("Planned end"),
    "streets": _("Streets"),
    "neighbourhoods": _("Neighbourhoods"),
    "neighbourhood": _("Neighbourhood"),
    "vehicle_impact": _("Effect on traffic"),
    "cancelled": _("Cancelled"),
    "starts_at": _("Begins"),
    "ends_at": _("Ends"),
    "place": _("Place"),
    "starts_on": _("First day"),
    "ends_on": _("Last day"),
    "timetable": _("Lesson times"),
    "applications_open": _("Applications from"),
    "applications_close": _("Applications until"),
    "address": _("Address"),
    "room": _("Room"),
}


def label_of(key: str) -> str:
    """Return what a value is called; "" where nobody has said."""
    return str(LABELS.get(key, ""))


def text_of(kind: Kind, key: str, value: Any) -> str:
    """Return a value of a payload as text; choices by the labels of the kind's own registry."""
    choices: Mapping[str, Any] = kind.extras.get("choices", {}).get(key, {})
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, list):
        return ", ".join(filter(None, (text_of(kind, key, item) for item in value)))
    if isinstance(value, dict):
        return str(value.get("name") or value.get("title") or "")
    text = str(value)
    return str(choices[text]) if text in choices else _moment(text)


def _moment(text: str) -> str:
    """Return ISO dates and clock times as they are written; any other text as it is."""
    if len(text) == 5 and text[2] == ":" and text.replace(":", "").isdigit():
        return text.replace(":", ".") if get_language() == "tr" else text
    try:
        if len(text) == 10:
            return date_format(date.fromisoformat(text), "j F Y l")
        if len(text) >= 16 and text[10] == "T":
            moment = timezone.localtime(datetime.fromisoformat(text))
            sign = "." if get_language() == "tr" else ":"
            return f"{date_format(moment, 'j F Y l')}, {moment:%H}{sign}{moment:%M}"
    except ValueError:
        pass
    return text


def changes(
    kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    """Return label, old and new of what differs, in the order the kind names them."""
    found = []
    for key in (*kind.significant, "cancelled"):
        if key in before and before.get(key) != after.get(key):
            old, new = (text_of(kind, key, values.get(key)) for values in (before, after))
            if old != new:
                found.append((label_of(key), old, new))
    return found
