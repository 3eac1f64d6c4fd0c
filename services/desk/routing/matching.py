"""Which rule fits a report. Pure functions over data."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from services.requests.terms import terms_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What rules look at.

    Attributes:
        topics: The topic and its group.
        terms: Stems of what was written.
        at: When it came, in local time.
    """

    topics: frozenset[int]
    neighbourhood: int | None
    terms: frozenset[str]
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A rule as it was activated; empty conditions hold always.

    Attributes:
        words: For each expression its stems, all of which must be there.
        span: From and until, until before from meaning after midnight.
    """

    name: str
    topics: frozenset[int] = frozenset()
    neighbourhoods: frozenset[int] = frozenset()
    words: tuple[frozenset[str], ...] = ()
    days: str = "all"
    span: tuple[time, time] | None = None
    directorate: int | None = None
    person: int | None = None
    priority: int | None = None
    outcome: Mapping[str, Any] = field(default_factory=dict)


IsWorkingDay = Callable[[date], bool]


def rule_of(row: Mapping[str, Any]) -> Rule:
    """Return a rule from its stored form."""
    begins, ends = row.get("from"), row.get("until")
    stems = [frozenset(terms_of(line)) for line in row.get("words", ())]
    return Rule(
        name=str(row["name"]),
        topics=frozenset(row.get("categories", ())),
        neighbourhoods=frozenset(row.get("neighbourhoods", ())),
        words=tuple(one for one in stems if one),
        days=str(row.get("days", "all")),
        span=(time.fromisoformat(begins), time.fromisoformat(ends)) if begins and ends else None,
        directorate=row.get("directorate"),
        person=row.get("person"),
        priority=row.get("priority"),
    )


def rules_of(rows: Iterable[Mapping[str, Any]]) -> list[Rule]:
    """Return rules in their order."""
    return [rule_of(row) for row in rows]


def first_fitting(rules: Sequence[Rule], facts: Facts, is_working: IsWorkingDay) -> Rule | None:
    """Return the first rule that fits; None leaves it to the topic."""
    return next((rule for rule in rules if fits(rule, facts, is_working)), None)


def fits(rule: Rule, facts: Facts, is_working: IsWorkingDay) -> bool:
    """Tell whether all of a rule's conditions hold."""
    if rule.topics and not rule.topics & facts.topics:
        return False
    if rule.neighbourhoods and facts.neighbourhood not in rule.neighbourhoods:
        return False
    if rule.words and not any(stems <= facts.terms for stems in rule.words):
        return False
    if rule.days != "all" and is_working(facts.at.date()) != (rule.days == "working"):
        return False
    return rule.span is None or _within(facts.at.time(), *rule.span)


def _within(at: time, begins: time, ends: time) -> bool:
    if begins <= ends:
        return begins <= at < ends
    return at >= begins or at < ends
