"""Search in PostgreSQL: ready-made lexemes in two tsvectors, one statement for a query."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection

from search import areas, opening
from search.analysis import NAMES, Place, Term, any_of
from search.engines.base import Answer, Fresh, Ladder, Match, Nearness, Plan, Test, Word
from search.geo import box_around

MOST_RANKED = 300
"""At most so many documents are ranked: what a search costs stays bounded."""
MOST_COUNTED = 1_000
"""At most so many are counted, by kind and facet: that costs less than ranking."""
MOST_PARTS = 150
"""At most so many of what meets only some of the words: each of these is looked at more often."""
_COLUMNS = "kind, facets, id, sort_at, page_id, distance, score"
_READ = "id, kind, facets, sort_at, ends_at, page_id, west, south, east, north, names"
_CANDIDATE = f"SELECT {_READ}, vector FROM published_publisheddocument"
# `strip` unpacks the vector once; otherwise each of its tests would.
_UNPACKED = f"SELECT {_READ}, strip(vector) AS vector FROM"
FIELDS = "page_id, kind, locale, path, title, payload, search_text"


class PostgresEngine:
    """The engine that is always there."""

    name = "postgres"

    def run(self, plan: Plan) -> Answer:
        """Answer a plan with one statement."""
        params: dict[str, Any] = {}
        sql = statement(plan, params)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows = cursor.fetchall()
        return _answer(plan, rows)


def statement(plan: Plan, params: dict[str, Any]) -> str:
    """Return the statement of a plan; its values go into `params`."""
    ranked, counted = _limits(plan)
    params |= {
        "now": plan.now,
        "locale": plan.locale,
        "kinds": list(plan.kinds),
        "wanted": list(plan.wanted),
        "others": [kind for kind in plan.kinds if kind not in plan.wanted],
        "limit": plan.limit,
        "offset": plan.offset,
        "ranked": ranked,
        "counted": counted + 1,  # one more tells that there are more
        "every": _all_words(plan.words),
    }
    visible = _visible(plan, params)
    distance = _distance(plan.nearness, params)
    score = _score(plan, params)
    columns = f"kind, facets, id, sort_at, page_id, {distance} AS distance, {score} AS score"
    facets = (
        "(SELECT json_object_agg(value, number) FROM (SELECT value, count(*) AS number "
        "FROM wanted, unnest(facets) AS value "
        f"WHERE value NOT LIKE '{opening.FACET}:%%' GROUP BY value) AS counted)"
        if plan.count_facets
        else "NULL"
    )
    return f"""
    WITH whole AS MATERIALIZED ({_candidates(plan, visible, params)} LIMIT %(counted)s),
    others AS MATERIALIZED ({_others(plan, visible)}),
    any_whole AS (SELECT EXISTS (SELECT 1 FROM whole) OR EXISTS (SELECT 1 FROM others) AS yes),
    ranked AS MATERIALIZED (
      SELECT {columns} FROM ({_UNPACKED} whole LIMIT %(ranked)s) AS candidate),
    parts AS MATERIALIZED ({_partial(plan, columns, visible, params)}),
    found AS (SELECT kind, facets FROM whole UNION ALL SELECT kind, facets FROM parts),
    wanted AS MATERIALIZED (SELECT * FROM found WHERE kind = ANY(%(wanted)s)),
    best AS (SELECT id, score, distance
             FROM (SELECT {_COLUMNS} FROM ranked UNION ALL SELECT {_COLUMNS} FROM parts) AS scored
             WHERE kind = ANY(%(wanted)s)
             ORDER BY score DESC, sort_at DESC, page_id LIMIT %(limit)s OFFSET %(offset)s)
    SELECT (SELECT json_object_agg(kind, number)
            FROM (SELECT kind, count(*) AS number
                  FROM (SELECT kind FROM found UNION ALL SELECT kind FROM others) AS every
                  GROUP BY kind) AS counted),
           {facets},
           (SELECT count(*) FROM wanted), (SELECT yes FROM any_whole),
           (SELECT count(*) FROM others), (SELECT max(seen) FROM parts),
           best.score, best.distance, {FIELDS}
    FROM (SELECT 1) AS always LEFT JOIN best ON true
    LEFT JOIN published_publisheddocument AS document ON document.id = best.id
    ORDER BY best.score DESC, document.sort_at DESC, document.page_id
    """


def _limits(plan: Plan) -> tuple[int, int]:
    """Return how many documents are ranked and counted at most."""
    ranked = min(plan.most or MOST_RANKED, MOST_RANKED)
    return ranked, MOST_COUNTED if plan.count_facets else ranked


def _candidates(plan: Plan, visible: str, params: dict[str, Any]) -> str:
    """Return what meets all words: whole titles first, then titles and keywords, then texts.

    So what ranks high is among the candidates even where there are more than are ranked.
    """
    params["names"] = _all_words([_in_names(word) for word in plan.words])
    tiers = [f"{_CANDIDATE} WHERE names @@ %(names)s::tsquery"]
    if not all(_is_of_names(word.tests) for word in plan.words):
        texts = "vector @@ %(every)s::tsquery AND NOT names @@ %(names)s::tsquery"
        tiers.append(f"{_CANDIDATE} WHERE {texts}")
    if plan.title:
        params["title"] = _tests_query(plan.title)
        # Whose title is that, or begins so, has all words.
        first = f"{_CANDIDATE} WHERE names @@ %(title)s::tsquery"
        tiers = [first, *(f"{tier} AND NOT names @@ %(title)s::tsquery" for tier in tiers)]
    only = "" if set(plan.wanted) >= set(plan.kinds) else " AND kind = ANY(%(wanted)s)"
    return " UNION ALL ".join(f"{tier} AND {visible}{only}" for tier in tiers)


def _others(plan: Plan, visible: str) -> str:
    """Return the kinds, beside those wanted, of what meets all words: only to be counted."""
    if set(plan.wanted) >= set(plan.kinds):
        return "SELECT kind FROM whole WHERE false"
    return f"""
        SELECT kind FROM published_publisheddocument
        WHERE vector @@ %(every)s::tsquery AND {visible} AND kind = ANY(%(others)s)
        LIMIT %(counted)s"""


def _partial(plan: Plan, columns: str, visible: str, params: dict[str, Any]) -> str:
    """Return what stands in when nothing meets all words: what meets the most, of all kinds."""
    if len(plan.words) < 2 or not plan.parts_will_do:
        return f"SELECT {_COLUMNS}, 0 AS seen FROM ranked WHERE false"
    params["parts"] = MOST_PARTS + 1
    params["some"] = " | ".join(f"({_tests_query(word.tests)})" for word in plan.words)
    met = " + ".join(_met(at, word, params) for at, word in enumerate(plan.words))
    return f"""
        SELECT {_COLUMNS}, seen FROM (
          SELECT *, max(met) OVER () AS best, count(*) OVER () AS seen FROM (
            SELECT {columns}, {met} AS met FROM (
              {_UNPACKED} published_publisheddocument
              WHERE NOT (SELECT yes FROM any_whole) AND vector @@ %(some)s::tsquery AND {visible}
              LIMIT %(parts)s) AS candidate) AS parts) AS rated WHERE met = best"""


def _in_names(word: Word) -> Word:
    """Return a word that must stand in title or keywords."""
    places = (Place.TITLE, Place.KEYWORDS)
    return Word(
        tuple(
            tuple(
                frozenset(
                    term._replace(place=place)
                    for term in clause
                    for place in (places if term.place is Place.ANYWHERE else (term.place,))
                )
                for clause in test
            )
            for test in word.tests
        )
    )


def _answer(plan: Plan, rows: list[tuple[Any, ...]]) -> Answer:
    kinds, facets, total, whole, others, seen = rows[0][:6]
    ranked, counted = _limits(plan)
    if not whole:
        ranked = counted = MOST_PARTS
    answer = Answer(
        total=min(total, counted),
        counts_by_kind=_mapping(kinds, counted),
        facet_counts=_mapping(facets, counted),
        partial=not whole and bool(total),
        capped=max(total, seen or 0) > counted,
        ranked=ranked,
    )
    answer.counts_capped = answer.capped or others > counted
    found = {}
    for row in rows:
        if row[8] is not None:
            answer.matches.append(Match(row[8], float(row[6]), row[7]))
            found[row[8]] = (*row[8:-2], json.loads(row[-2]), json.loads(row[-1]))
    answer.rows = found
    return answer


def _mapping(value: Any, most: int) -> dict[str, int]:
    """Return counts; one more than `most` was gathered to see that there are more."""
    found = json.loads(value) if isinstance(value, str) else value or {}
    return {name: min(count, most) for name, count in found.items()}


def _all_words(words: Iterable[Word]) -> str:
    return " & ".join(f"({_tests_query(word.tests)})" for word in words)


def _tests_query(tests: Iterable[Test]) -> str:
    """Return the tsquery of meeting one of the tests; all of their lexemes that will do once."""
    single: dict[Term, None] = {}
    parts = []
    for test in tests:
        if len(test) == 1:
            single |= dict.fromkeys(test[0])
        else:
            parts.append(" & ".join(f"({any_of(clause)})" for clause in test))
    return " | ".join([*([any_of(single)] if single else []), *parts])


def _met(at: int, word: Word, params: dict[str, Any]) -> str:
    params[f"word{at}"] = _tests_query(word.tests)
    return f"(vector @@ %(word{at})s::tsquery)::int"


def _score(plan: Plan, params: dict[str, Any]) -> str:
    parts = [_ladder(one, f"l{at}_", params) for at, one in enumerate(plan.ladders)]
    parts += [_fresh(one, f"f{at}_", params) for at, one in enumerate(plan.fresh)]
    for at, one in enumerate(plan.popular):
        params[f"popular{at}"] = list(one.pages)
        parts.append(f"CASE WHEN page_id = ANY(%(popular{at})s) THEN {one.score} ELSE 0 END")
    if plan.nearness:
        steps = " ".join(
            f"WHEN {_distance(plan.nearness, params)} <= {metres} THEN {score}"
            for metres, score in plan.nearness.steps
        )
        parts.append(f"CASE {steps} ELSE 0 END")
    return f"({' + '.join(parts)})::float8" if parts else "0::float8"


def _ladder(rungs: Ladder, prefix: str, params: dict[str, Any]) -> str:
    cases = []
    for at, rung in enumerate(rungs):
        params[f"{prefix}{at}"] = _tests_query(rung.tests)
        column = "names" if _is_of_names(rung.tests) else "vector"
        cases.append(f"WHEN {column} @@ %({prefix}{at})s::tsquery THEN {rung.score}")
    return f"CASE {' '.join(cases)} ELSE 0 END"


def _is_of_names(tests: Iterable[Test]) -> bool:
    """Tell whether the small vector of titles and keywords has all that the tests ask for."""
    return all(term.place in NAMES for test in tests for clause in test for term in clause)


def _fresh(one: Fresh, prefix: str, params: dict[str, Any]) -> str:
    old = []
    if one.since:
        params[f"{prefix}since"] = one.since
        old.append(f"sort_at < %({prefix}since)s")
    if one.not_ended_at:
        params[f"{prefix}ended"] = one.not_ended_at
        old.append(f"coalesce(ends_at < %({prefix}ended)s, false)")
    concerned = f"({' OR '.join(old)})"
    if one.kinds:
        params[f"{prefix}kinds"] = list(one.kinds)
        concerned += f" AND kind = ANY(%({prefix}kinds)s)"
    return f"CASE WHEN {concerned} THEN 0 ELSE {one.score} END"


def _distance(nearness: Nearness | None, params: dict[str, Any]) -> str:
    if nearness is None:
        return "NULL::float8"
    params |= {"lng": nearness.lng, "lat": nearness.lat}
    return areas.distance("%(lat)s", "%(lng)s")


def _visible(plan: Plan, params: dict[str, Any]) -> str:
    """Return what is listed now, in the wanted language and kinds, with the wanted facets."""
    parts = [
        "NOT gone AND valid_from <= %(now)s AND valid_until > %(now)s",
        "listed_until > %(now)s AND locale = %(locale)s AND kind = ANY(%(kinds)s)",
    ]
    if plan.since:
        params["since"] = plan.since
        parts.append("sort_at >= %(since)s")
    for at, values in enumerate(plan.facets):
        params[f"facet{at}"] = list(values)
        parts.append(f"facets && %(facet{at})s::varchar[]")
    if plan.nearness and plan.nearness.radius_m is not None:
        box = box_around(plan.nearness.lng, plan.nearness.lat, plan.nearness.radius_m)
        params |= {f"box_{name}": value for name, value in box._asdict().items()}
        params["radius"] = plan.nearness.radius_m
        names = tuple(f"%(box_{name})s" for name in box._fields)
        parts.append(areas.touching(box, names))
        parts.append(f"{_distance(plan.nearness, params)} <= %(radius)s")
    return " AND ".join(parts)
