"""The plan as administrators write it: what it would do to past reports, and activating it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.audit.actions import record
from services.desk.audited import PLAN_ACTIVATED
from services.desk.models import RoutingRule, RuleSet
from services.desk.routing.matching import Rule, rules_of
from services.desk.routing.router import decided
from services.requests.models import Report
from services.requests.models.report import Priority

MOST_TRIED = 2_000
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a plan says of one report, by numbers."""

    directorate: int | None
    person: int | None
    priority: int
    rule: str

    @property
    def result(self) -> tuple[int | None, int | None, int]:
        """Return what becomes of the report, whichever rule said so."""
        return self.directorate, self.person, self.priority


@dataclass(frozen=True, slots=True)
class Difference:
    """A past report that would have gone another way."""

    report: Report
    now: Outcome
    then: Outcome


@dataclass(frozen=True, slots=True)
class Trial:
    """What the written plan would have done to past reports.

    Attributes:
        tried: How many reports were looked at.
        changed: How many would have gone another way.
        shown: The newest of those.
        used: How many reports each rule of the written plan would have decided.
    """

    tried: int
    changed: int
    shown: Sequence[Difference]
    used: Mapping[str, int]


def written() -> list[dict[str, Any]]:
    """Return the rules that are part of the plan, as they would be stored. Three queries."""
    rows = RoutingRule.objects.filter(is_active=True).prefetch_related(
        "categories", "neighbourhoods"
    )
    return [_stored(row) for row in rows]


def in_force() -> RuleSet | None:
    """Return the plan in force."""
    return RuleSet.objects.select_related("by").order_by("-pk").first()


def try_out(*, days: int = 90, now: datetime | None = None) -> Trial:
    """Compare the written plan with the one in force on the reports of the last days."""
    since = (now or timezone.now()) - timedelta(days=days)
    before, after = rules_of(_rows_in_force()), rules_of(written())
    rows = (
        Report.objects.filter(received_at__gte=since)
        .select_related("category", "neighbourhood", "case")
        .defer("applicant_name", "applicant_address", "case__contact_email", "case__contact_phone")
        .order_by("-received_at", "-pk")[:MOST_TRIED]
    )
    used: Counter[str] = Counter({rule.name: 0 for rule in after})
    found, tried = [], 0
    for report in rows:
        tried += 1
        now_, then = _outcome(report, before), _outcome(report, after)
        if then.rule:
            used[then.rule] += 1
        if now_.result != then.result:
            found.append(Difference(report, now_, then))
    return Trial(tried, len(found), found[:MOST_SHOWN], used)


@transaction.atomic
def activate(*, by: Any, note: str = "") -> RuleSet | None:
    """Put the written plan into force; the old one is kept. None where it is in force already."""
    rules = written()
    if rules == _rows_in_force():
        return None
    made = RuleSet(by=by, note=note.strip(), rules=rules)
    made.full_clean()
    made.save()
    record(PLAN_ACTIVATED, actor=by, details={"rules": len(made.rules)}, reason=note)
    return made


def is_changed() -> bool:
    """Tell whether what is written differs from what is in force."""
    return _rows_in_force() != written()


def _rows_in_force() -> list[dict[str, Any]]:
    return RuleSet.objects.order_by("-pk").values_list("rules", flat=True).first() or []


def _outcome(report: Report, rules: Sequence[Rule]) -> Outcome:
    rule = decided(report, rules)
    usual, normal = report.category.route_to_id, int(Priority.NORMAL)
    if rule is None:
        return Outcome(usual, None, normal, "")
    return Outcome(rule.directorate or usual, rule.person, rule.priority or normal, rule.name)


def _stored(rule: RoutingRule) -> dict[str, Any]:
    lines = (" ".join(line.split()) for line in rule.words.splitlines())
    return {
        "name": rule.name,
        "categories": sorted(topic.pk for topic in rule.categories.all()),
        "neighbourhoods": sorted(area.pk for area in rule.neighbourhoods.all()),
        "words": [line for line in lines if line],
        "days": rule.days,
        "from": rule.time_from.isoformat() if rule.time_from else None,
        "until": rule.time_until.isoformat() if rule.time_until else None,
        "directorate": rule.directorate_id,
        "person": rule.person_id,
        "priority": rule.priority,
    }
