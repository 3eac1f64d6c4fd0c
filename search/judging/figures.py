"""Figures of relevance: nDCG@10, success@1, reciprocal rank, queries without an answer.

nDCG@10 of a query (Järvelin and Kekäläinen 2002, gains of Burges et al. 2005) is DCG by the DCG of
the ideal order, DCG = sum over the first ten places p of (2^grade - 1) / log2(p + 1). The ideal
order is that of all documents judged for the query, found or not; what nobody judged has grade 0.
The figure of a set is the mean over its queries, each counting alike.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2
from pathlib import Path

from search.judging import tables

DEPTH = 10


@dataclass(slots=True)
class Judged:
    """A query with the grade (0 to 3) of each document that answers it."""

    query: str
    tag: str = ""
    grades: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a query."""

    judged: Judged
    found: tuple[str, ...]
    total: int

    @property
    def ndcg(self) -> float:
        """Return nDCG@10."""
        ideal = _gain(sorted(self.judged.grades.values(), reverse=True))
        return _gain(self._grades()) / ideal if ideal else 0.0

    @property
    def has_answer(self) -> bool:
        """Tell whether anything was judged to answer it; else nothing can be measured by it."""
        return any(self.judged.grades.values())

    @property
    def success(self) -> float:
        """Return 1 when the first answer is a right one (grade 2 or 3)."""
        return float(bool(self.found) and self._grades()[0] >= 2)

    @property
    def reciprocal(self) -> float:
        """Return one by the place of the first right answer."""
        for place, grade in enumerate(self._grades(), start=1):
            if grade >= 2:
                return 1 / place
        return 0.0

    def _grades(self) -> list[int]:
        return [self.judged.grades.get(one, 0) for one in self.found[:DEPTH]]


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a whole run; means are over the queries that have an answer at all."""

    outcomes: tuple[Outcome, ...]

    @property
    def measured(self) -> list[Outcome]:
        """Return what can be measured."""
        return [one for one in self.outcomes if one.has_answer]

    @property
    def unmeasured(self) -> list[Outcome]:
        """Return the queries that nothing was judged to answer."""
        return [one for one in self.outcomes if not one.has_answer]

    @property
    def ndcg(self) -> float:
        """Return the mean nDCG@10."""
        return _mean(one.ndcg for one in self.measured)

    @property
    def success(self) -> float:
        """Return the share of queries whose first answer is right."""
        return _mean(one.success for one in self.measured)

    @property
    def reciprocal(self) -> float:
        """Return the mean reciprocal rank."""
        return _mean(one.reciprocal for one in self.measured)

    @property
    def without_answer(self) -> list[str]:
        """Return the queries that found nothing."""
        return [one.judged.query for one in self.measured if not one.total]

    def by_tag(self) -> Mapping[str, "Report"]:
        """Return a report for each tag."""
        groups: dict[str, list[Outcome]] = defaultdict(list)
        for one in self.outcomes:
            groups[one.judged.tag].append(one)
        return {tag: Report(tuple(groups[tag])) for tag in sorted(groups)}

    def worst(self, number: int = 10) -> list[Outcome]:
        """Return the queries answered worst."""
        return sorted(self.measured, key=lambda one: (one.ndcg, one.judged.query))[:number]


def read(path: Path) -> list[Judged]:
    """Read judged queries: query, external_id, grade and perhaps tag.

    Raises:
        ValueError: With the line's number, when a line is not of that form.
    """
    found: dict[str, Judged] = {}
    for line, row in tables.rows(path, {"query", "external_id", "grade"}):
        where = f"{path.name}, line {line}"
        for name in ("query", "external_id"):
            if not row[name]:
                raise ValueError(f"{where}: {name} is empty")
        if row["grade"].removesuffix(".0") not in {"0", "1", "2", "3"}:
            raise ValueError(f"{where}: grade {row['grade']!r} is not 0 to 3")
        judged = found.setdefault(row["query"], Judged(row["query"], row.get("tag", "")))
        judged.grades[row["external_id"]] = int(float(row["grade"]))
    if not found:
        raise ValueError(f"{path.name}: no judged query in it")
    return list(found.values())


def judge(judged: Iterable[Judged], ask: Callable[[str], tuple[Sequence[str], int]]) -> Report:
    """Ask every query; `ask` returns the external ids found, best first, and how many in all."""
    return Report(tuple(_outcomes(judged, ask)))


def _outcomes(
    judged: Iterable[Judged], ask: Callable[[str], tuple[Sequence[str], int]]
) -> Iterator[Outcome]:
    for one in judged:
        found, total = ask(one.query)
        yield Outcome(one, tuple(found), total)


def _gain(grades: Sequence[int]) -> float:
    return sum(
        (2**grade - 1) / log2(place + 1) for place, grade in enumerate(grades[:DEPTH], start=1)
    )


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0
