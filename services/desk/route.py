"""In which order a crew drives: the nearest next. Pure functions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from search import geo

Job = TypeVar("Job")
Point = tuple[float, float]
"""`(lng, lat)` in degrees."""


@dataclass(frozen=True, slots=True)
class Stop(Generic[Job]):
    """A stop of the route.

    Attributes:
        job: What is to be done there.
        metres: From the stop before, as the crow flies; None without a point.
    """

    job: Job
    metres: int | None


def in_route_order(
    jobs: Sequence[Job],
    start: Point,
    *,
    point: Callable[[Job], Point | None],
    urgent: Callable[[Job], bool],
) -> list[Stop[Job]]:
    """Return jobs as stops: urgent ones first, then the nearest to where one is, and so on.

    Jobs without a point come last, in the order given. The nearest next is not the shortest whole
    way, but it is what a crew expects, and what stays sensible when a job is added on the way.
    """
    found: list[Stop[Job]] = []
    here = start
    with_point = [(job, at) for job in jobs if (at := point(job)) is not None]
    for wanted in (True, False):
        left = [(job, at) for job, at in with_point if urgent(job) is wanted]
        while left:
            nearest = min(left, key=lambda one: geo.distance_m(*here, *one[1]))
            left.remove(nearest)
            found.append(Stop(nearest[0], round(geo.distance_m(*here, *nearest[1]))))
            here = nearest[1]
    return found + [Stop(job, None) for job in jobs if point(job) is None]
