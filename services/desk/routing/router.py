"""Lets the plan in force decide about new reports."""

from collections.abc import Sequence

from django.utils import timezone

from services.cases.deadlines import is_working_day
from services.cases.holidays import is_holiday
from services.desk.models import RuleSet
from services.desk.routing.matching import Facts, Rule, first_fitting, rules_of
from services.requests.models import Report
from services.requests.routing import Route


def facts_of(report: Report) -> Facts:
    """Return what rules look at in a report."""
    topics = {report.category_id, report.category.group_id} - {None}
    return Facts(
        topics=frozenset(int(topic) for topic in topics if topic is not None),
        neighbourhood=report.neighbourhood_id,
        terms=frozenset(report.terms),
        at=timezone.localtime(report.received_at),
    )


def rules_in_force() -> list[Rule]:
    """Return the rules of the plan in force; one query."""
    rows = RuleSet.objects.order_by("-pk").values_list("rules", flat=True).first()
    return rules_of(rows or [])


def decided(report: Report, rules: Sequence[Rule]) -> Rule | None:
    """Return the rule that decides about a report."""
    return first_fitting(rules, facts_of(report), lambda day: is_working_day(day, is_holiday))


class PlanRouter:
    """The plan of `RuleSet`."""

    def route(self, report: Report) -> Route | None:
        """Return where the first rule that fits sends it."""
        from content.reference.models import Directorate

        rule = decided(report, rules_in_force())
        if rule is None:
            return None
        unit = report.category.route_to
        if rule.directorate is not None:
            unit = Directorate.objects.filter(pk=rule.directorate).first() or unit
        return Route(
            directorate=unit, person_id=rule.person, priority=rule.priority, rule=rule.name
        )

    def settle(self, report: Report, route: Route) -> None:
        """Put it into the person's hands, if they still work where it went."""
        from services.desk.actions.working import give
        from services.desk.rights import works_in

        person = works_in(route.person_id, route.directorate)
        if person is not None:
            give(case=report.case, person=person, author=None)


ROUTER = PlanRouter()
