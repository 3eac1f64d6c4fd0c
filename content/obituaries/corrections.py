"""What changed of a public notice's day, time or place: told beside the new, never silently.

A correction is `{"at": ISO moment, "field", "old", "new"}` with values as the API writes them; an
empty `old` means that it was not known before. They are kept with the page, not with its revisions:
going back to an older revision is one more correction.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from content.obituaries.choices import PHRASES, Ceremony

# Keys of the payload; who was told of one of these must be told again.
SIGNIFICANT = (
    *("burial_date", "prayer", "prayer_time", "mosque", "cemetery", "ceremony", "transfer_city"),
)
MOST = 20
# In Turkish whatever the reader's language: they stand in the sentence that is read aloud.
_CALLED = {
    "burial_date": "cenaze günü",
    "prayer": "vakit",
    "prayer_time": "saat",
    "mosque": "cami",
    "cemetery": "mezarlık",
    "ceremony": "tören",
    "transfer_city": "nakledileceği yer",
}
_CEREMONIES = {
    Ceremony.PRAYER.value: "cenaze namazı",
    Ceremony.NEUTRAL.value: "namazsız tören",
    Ceremony.TRANSFER.value: "başka şehre nakil",
}
Correction = dict[str, str]


def with_changes(stored: Any, page: Any, now: datetime) -> list[Correction]:
    """Return the corrections of a stored notice with what `page` says differently."""
    at = timezone.localtime(now).isoformat(timespec="seconds")
    changed = [
        {"at": at, "field": field, "old": old, "new": new}
        for field in SIGNIFICANT
        if (old := _text(getattr(stored, field))) != (new := _text(getattr(page, field)))
    ]
    return [*stored.corrections, *changed][-MOST:]


def sentence(corrections: Iterable[Mapping[str, str]], *, long_date: Any) -> str:
    """Return the difference to what was first published, as it is read aloud; "" for none."""
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    at = ""
    for item in corrections:
        first.setdefault(item["field"], item["old"])
        last[item["field"]] = item["new"]
        at = item["at"]
    parts = []
    for field in SIGNIFICANT:
        old, new = first.get(field, ""), last.get(field, "")
        if old == new:
            continue
        old, new = _said(field, old, long_date), _said(field, new, long_date)
        if not old:
            parts.append(f"{_CALLED[field]} belli oldu: {new}")
        elif not new:
            parts.append(f"{_CALLED[field]} artık {old} değil, yenisi duyurulacak")
        else:
            parts.append(f"{_CALLED[field]} {old} yerine {new}")
    if not parts:
        return ""
    moment = datetime.fromisoformat(at)
    return f"Düzeltme ({moment:%d.%m.%Y %H.%M}): {'; '.join(parts)}."


def _text(value: Any) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _said(field: str, value: str, long_date: Any) -> str:
    if not value:
        return ""
    if field == "burial_date":
        return str(long_date(date.fromisoformat(value)))
    if field == "prayer_time":
        return value.replace(":", ".")
    if field == "prayer":
        return PHRASES.get(value, "başka bir saat").removesuffix(" namazına")
    return _CEREMONIES.get(value, value) if field == "ceremony" else value
