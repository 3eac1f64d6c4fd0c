"""The announcement proposed while the form is filled in, from what is typed so far."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from content.numbers import whole_number
from content.reference.models import Directorate, Neighbourhood
from content.roadworks import wording
from content.roadworks.states import Status, VehicleImpact, WorkKind

MOST_STREETS = 100
_TEXTS = (
    *("delay_reason", "direction", "closure_hours", "detour", "transit_effect"),
    "accessibility_effect",
)


@require_POST
def announcement(request: HttpRequest) -> JsonResponse:
    """Answer `{"text": …}` for the posted form; empty while place or dates are missing."""
    return JsonResponse({"text": wording.announcement(facts(request.POST))})


def facts(data: Any) -> wording.Facts:
    """Return what a posted, perhaps half-finished form says; what cannot be read is left out."""
    areas = Neighbourhood.objects.filter(pk__in=_keys(data.getlist("neighbourhoods")))
    units = Directorate.objects.filter(pk__in=_keys([data.get("directorate", "")]))
    unit = units.first()
    kind, status = data.get("kind", ""), data.get("status", "")
    impact = data.get("vehicle_impact", "")
    return wording.Facts(
        kind=kind if kind in WorkKind.values else "",
        status=status if status in Status.values else Status.PLANNED,
        starts=_moment(data.get("planned_start")),
        ends=_moment(data.get("planned_end")),
        actual_end=_moment(data.get("actual_end")),
        streets=tuple(_streets(data)),
        neighbourhoods=tuple(area.name for area in areas.order_by("sort_key")),
        reason=_text(data, "status_reason"),
        vehicle_impact=impact if impact in VehicleImpact.values else VehicleImpact.UNKNOWN,
        no_alternative=bool(data.get("no_alternative")),
        contact=_text(data, "contact") or (unit.name if unit else ""),
        phone=_text(data, "contact_phone") or (unit.phone if unit else ""),
        **{name: _text(data, name) for name in _TEXTS},  # type: ignore[arg-type]
    )


def _streets(data: Any) -> Iterator[tuple[str, str, str]]:
    count = min(whole_number(data.get("streets-TOTAL_FORMS", "0")) or 0, MOST_STREETS)
    for row in range(count):
        if not data.get(f"streets-{row}-DELETE"):
            name, begin, end = (
                _text(data, f"streets-{row}-{part}")
                for part in ("name", "section_from", "section_to")
            )
            yield name, begin, end


def _text(data: Any, name: str) -> str:
    return " ".join(str(data.get(name, ""))[:1000].split())


def _moment(text: str | None) -> datetime | None:
    try:
        found: datetime | None = forms.DateTimeField(required=False).clean(text)
    except (ValidationError, OverflowError):
        return None
    return found


def _keys(values: list[str]) -> list[int]:
    return [key for value in values if (key := whole_number(value)) is not None]
