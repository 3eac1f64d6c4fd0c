"""Reads: who is told for each directorate when answers are due or late."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from content.reference.models import Directorate
from home.models import MunicipalitySettings
from services.cases.kinds import Phase
from services.cases.models import Case, Workplace


@dataclass(frozen=True, slots=True)
class Told:
    """A directorate with who is told.

    Attributes:
        head: None where nobody is named.
        people: Who works there and is active.
        address: Where letters go; "" where nobody at all is told.
        is_head_told: Whether it is the head's own address.
        open: How many of its cases are open.
    """

    directorate: Directorate
    head: Any
    people: Sequence[Any]
    address: str
    is_head_told: bool
    open: int


def told_of_each() -> list[Told]:
    """Return every directorate, by the same rule as `services.cases.escalation`. Three queries."""
    house = MunicipalitySettings.current().email
    places: dict[int, list[Workplace]] = {}
    for place in Workplace.objects.select_related("user").order_by("user__first_name", "pk"):
        places.setdefault(place.directorate_id, []).append(place)
    cases = Case.objects.exclude(phase=Phase.CLOSED).filter(directorate__isnull=False)
    counts = dict(cases.order_by().values_list("directorate").annotate(count=Count("pk")))
    found = []
    for unit in Directorate.objects.filter(Q(pk__in=places) | Q(pk__in=counts) | ~Q(email="")):
        rows = [row for row in places.get(unit.pk, []) if row.user.is_active]
        head = next((row.user for row in rows if row.is_head), None)
        own = head.email if head is not None else ""
        found.append(
            Told(
                directorate=unit,
                head=head,
                people=[row.user for row in rows],
                address=own or unit.email or house,
                is_head_told=bool(own),
                open=counts.get(unit.pk, 0),
            )
        )
    return found
