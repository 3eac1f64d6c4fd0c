"""Where a new report goes: to whom its topic says, unless a plan of rules is in use."""

from dataclasses import dataclass
from typing import Any, Protocol

from services.requests.models import Report


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """What becomes of a new report.

    Attributes:
        directorate: Whose it is; None leaves it with the Solution Centre.
        person_id: In whose hands it comes at once.
        priority: None leaves it.
        rule: Name of the rule that decided; "" for the topic.
    """

    directorate: Any = None
    person_id: int | None = None
    priority: int | None = None
    rule: str = ""


class Router(Protocol):
    """A plan of rules."""

    def route(self, report: Report) -> Route | None:
        """Return where a report goes; None leaves it to the topic."""

    def settle(self, report: Report, route: Route) -> None:
        """Do what only the plan's owner can: put it into a person's hands."""


_router: Router | None = None


def use(router: Router | None) -> None:
    """Let a plan decide; None leaves it to the topics again."""
    global _router
    _router = router


def route_of(report: Report) -> Route:
    """Return where a new report goes."""
    found = _router.route(report) if _router is not None else None
    return found or Route(directorate=report.category.route_to)


def settle(report: Report, route: Route) -> None:
    """Put a report into the hands the route names. Called when it has its directorate."""
    if _router is not None and route.person_id is not None:
        _router.settle(report, route)
