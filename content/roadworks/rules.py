"""What a road work must say, and what it cannot say; messages name the way out.

Sources: the house's rules for works notices (a closure names its detour or that there is none; a
finished work has its real end), WZDx 4.2 for the effect on traffic.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from content.roadworks.states import ALLOWED, EXPLAINED, OPEN_STATES, Status, VehicleImpact

YEARS = range(2000, 2101)
MOMENTS = ("planned_start", "planned_end", "actual_start", "actual_end")
Problem = tuple[str, str]


def transition_problem(before: str | None, after: str) -> str:
    """Return why a status may not follow another; empty when it may."""
    if not before or before == after or after in ALLOWED.get(before, ()):
        return ""
    return _("A work cannot go from “%(before)s” to “%(after)s”; first choose: %(allowed)s.") % {
        "before": Status(before).label,
        "after": Status(after).label if after in Status.values else after,
        "allowed": ", ".join(str(Status(one).label) for one in ALLOWED.get(before, ())),
    }


def contradictions(page: Any) -> Iterator[Problem]:
    """Yield `(field, message)` for what cannot be true, in drafts neither."""
    for name in MOMENTS:
        moment = getattr(page, name)
        if moment and not _reasonable(moment):
            yield name, _("This year is not possible; dates look like 24.11.2026 09.00.")
            return
    if _before(page.planned_end, page.planned_start):
        yield "planned_end", _("The planned end is before the planned start.")
    if _before(page.actual_end, page.actual_start):
        yield "actual_end", _("The real end is before the real start.")
    if page.actual_end and not page.actual_start:
        yield "actual_start", _("Say when the work really began.")
    if page.actual_end and page.status in OPEN_STATES:
        yield (
            "actual_end",
            _("The work is not finished; leave its real end empty, or change the status."),
        )
    if page.no_alternative and page.detour.strip():
        yield (
            "no_alternative",
            _("A detour is described above; take this tick away, or empty the detour."),
        )


def omissions(page: Any) -> Iterator[Problem]:
    """Yield `(field, message)` for what must be said before the work is public."""
    closed = page.vehicle_impact == VehicleImpact.ALL_CLOSED and page.status in OPEN_STATES
    if closed and not page.detour.strip() and not page.no_alternative:
        yield "detour", _("The road is closed: name a detour, or tick that there is none.")
    if page.status == Status.FINISHED and not page.actual_end:
        yield "actual_end", _("A finished work needs its real end.")
    if page.status in EXPLAINED and not page.status_reason.strip():
        yield "status_reason", _("Say why, e.g. “Hava koşulları”.")
    for name in ("photo_before", "photo_after"):
        photo = getattr(page, name)
        if photo and not (getattr(page, f"{name}_alt").strip() or photo.description.strip()):
            yield (
                f"{name}_alt",
                _("Say what the photo shows, for people who cannot see it."),
            )


def _before(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one < other


def _reasonable(moment: datetime) -> bool:
    try:
        return timezone.localtime(moment).year in YEARS
    except (OverflowError, ValueError):
        return False
