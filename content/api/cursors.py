"""Opaque cursors: where a list goes on, and up to where a reader has seen the changes.

They hold nothing secret and nothing that could be misused, so they are not signed; each part is
checked when it is read.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from django.utils import timezone

from content.api.problems import Problem


@dataclass(frozen=True, slots=True)
class Seen:
    """A moment of the public set: its generation, and the last time anything began or ended."""

    generation: int
    moment: datetime

    def parts(self) -> list[Any]:
        """Return it JSON-ready."""
        return [self.generation, self.moment.astimezone(UTC).isoformat()]


@dataclass(frozen=True, slots=True)
class ListCursor:
    """Where a list goes on, and what its first page had seen."""

    order: str
    value: Any
    page_id: int
    seen: Seen

    def __str__(self) -> str:
        """Return the opaque text."""
        return _encode([self.order, self.value, self.page_id, *self.seen.parts()])


@dataclass(frozen=True, slots=True)
class ChangeCursor:
    """Up to where changes are known; within a round also where it goes on and what it began at."""

    since: Seen
    begun: Seen | None = None
    after_id: int = 0

    def __str__(self) -> str:
        """Return the opaque text."""
        round_ = [*self.begun.parts(), self.after_id] if self.begun else []
        return _encode([*self.since.parts(), *round_])


def read_list_cursor(text: str, order: str, kind: str) -> ListCursor:
    """Read a list's cursor; `kind` is the SQL type of the value it is sorted by."""
    match _decode(text):
        case [str(name), str(value), int(page_id), int(generation), str(moment)] if (
            name == order and _fits(page_id) and _fits(generation) and "\x00" not in value
        ):
            typed: Any = value
            if kind == "timestamptz":
                typed = _moment(value)
            elif kind == "float8":
                typed = _float(value)
            return ListCursor(name, typed, page_id, Seen(generation, _moment(moment)))
    raise Problem("invalid_cursor", "a cursor belongs to the list and the order it came from")


def read_change_cursor(text: str) -> ChangeCursor:
    """Read a cursor of the change feed."""
    match _decode(text):
        case [int(generation), str(moment)] if _fits(generation):
            return ChangeCursor(Seen(generation, _moment(moment)))
        case [int(generation), str(moment), int(new), str(new_moment), int(last)] if (
            _fits(generation) and _fits(new) and _fits(last)
        ):
            return ChangeCursor(
                Seen(generation, _moment(moment)), Seen(new, _moment(new_moment)), last
            )
    raise Problem("invalid_cursor", "use the `since` of an earlier answer")


def offset_cursor(question: str, offset: int) -> str:
    """Return the cursor of a search, which is ranked anew for each page."""
    return _encode([question, offset])


def read_offset(text: str, question: str, most: int) -> int:
    """Read a search's cursor; `question` says which search it must have come from."""
    match _decode(text):
        case [str(asked), int(offset)] if asked == question and _fits(offset) and offset <= most:
            return offset
    raise Problem("invalid_cursor", "a cursor belongs to the search it came from")


def _encode(values: list[Any]) -> str:
    text = json.dumps(values, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decode(text: str) -> Any:
    try:
        raw = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        return json.loads(raw)
    except (ValueError, binascii.Error, RecursionError) as error:
        raise Problem("invalid_cursor") from error


def _fits(number: int) -> bool:
    return not isinstance(number, bool) and 0 <= number < 2**63 - 1


def _float(text: str) -> float:
    try:
        number = float(text)
    except ValueError as error:
        raise Problem("invalid_cursor") from error
    if not isfinite(number):
        raise Problem("invalid_cursor")
    return number


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text.replace(" ", "T", 1))
        return (found if timezone.is_aware(found) else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Problem("invalid_cursor") from error
