"""What a change of a course amounts to for people who follow it: applications open, full, moved."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from content.courses.choices import Status
from search.kinds import Turn

# Keys of the payload that concern who was told of a course.
SIGNIFICANT = (
    *("starts_on", "ends_on", "timetable", "applications_open", "applications_close"),
    *("place", "address", "room"),
)
# Only these are told: that a course begins and ends as announced is no news.
_CONDITIONS = frozenset({Status.OPEN, Status.FULL})


def condition(payload: Mapping[str, Any]) -> str:
    """Return “open” or “full”; "" while neither is so."""
    status = str(payload.get("status") or "")
    return status if status in _CONDITIONS else ""


def turn(before: Mapping[str, Any], shown: Any) -> Turn | None:
    """Return what has happened since `before`.

    Args:
        before: The significant values people were told, with `condition`.
        shown: The course now.
    """
    was, now = str(before.get("condition") or ""), condition(shown.data)
    if now == was:
        return None
    if now == Status.OPEN and was == Status.FULL:
        return Turn(
            mark=_("Places free again"),
            sentence=_("A course that was full has free places; apply while there are some."),
            for_all=True,
        )
    if now == Status.OPEN:
        return Turn(
            mark=_("Applications have opened"),
            sentence=_("Applications for a course you follow are open."),
            for_all=True,
        )
    if now == Status.FULL:
        return Turn(
            mark=_("Course full"),
            sentence=_("A course we told you of has no free places left."),
            can_wait=True,
        )
    return None
