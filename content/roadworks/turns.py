"""What a change of a work amounts to for people who were told of it: late, stopped, finished."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from content.roadworks.states import Status
from search.kinds import Turn

# Only these are told: that a planned work began as announced is no news.
_CONDITIONS = frozenset({Status.PAUSED, Status.FINISHED})


def condition(payload: Mapping[str, Any]) -> str:
    """Return “paused” or “finished”; "" while the work is planned or goes on."""
    status = str(payload.get("status") or "")
    return status if status in _CONDITIONS else ""


def turn(before: Mapping[str, Any], shown: Any) -> Turn | None:
    """Return what has happened since `before`: the condition first, then the end.

    Args:
        before: The significant values people were told, with `condition`.
        shown: The work now.
    """
    data = shown.data
    was, now = str(before.get("condition") or ""), condition(data)
    if now == Status.FINISHED and was != now:
        return Turn(
            mark=_("Finished"), sentence=_("A work we told you of is finished."), can_wait=True
        )
    if now == Status.PAUSED and was != now:
        reason = str(data.get("status_reason") or "")
        return Turn(
            mark=_("Stopped"), sentence=_("A work we told you of stands still."), reason=reason
        )
    if was and not now:
        return Turn(mark=_("Goes on"), sentence=_("A work that stood still goes on."))
    return _of_the_end(before.get("planned_end"), data)


def _of_the_end(before: Any, data: Mapping[str, Any]) -> Turn | None:
    if not before or before == data.get("planned_end"):
        return None
    is_later = datetime.fromisoformat(data["planned_end"]) > datetime.fromisoformat(str(before))
    if not is_later:
        return Turn(
            mark=_("Ends sooner"), sentence=_("A work we told you of ends sooner than announced.")
        )
    return Turn(
        mark=_("Ends later"),
        sentence=_("A work we told you of takes longer than announced."),
        reason=str(data.get("delay_reason") or ""),
    )
