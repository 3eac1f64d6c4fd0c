"""Reads of road works for staff."""

from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from wagtail.permissions import policy_registry

from content.roadworks.models import RoadWorkPage
from content.roadworks.states import OPEN_STATES, Status


def works_on_site(user: Any) -> QuerySet[RoadWorkPage]:
    """Return the public open works somebody may report of, those under way first.

    A crew lead has the own works; who publishes road works has all of them.
    """
    policy = policy_registry.get_by_type(RoadWorkPage)
    mine = policy.instances_user_has_permission_for(user, "publish")
    order = Case(
        When(status=Status.IN_PROGRESS, then=Value(0)),
        When(status=Status.PAUSED, then=Value(1)),
        default=Value(2),
    )
    return (
        RoadWorkPage.objects.filter(live=True, status__in=OPEN_STATES)
        .filter(Q(crew_lead=user.pk) | Q(pk__in=mine.values("pk")))
        .prefetch_related("streets")
        .order_by(order, "planned_end", "pk")
    )
