"""Reads of the published index for pages: one query finds a page with all that frames it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.db import connection
from django.db.models import CharField, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from search.kinds import Kind, kind_of
from search.memory import remembered
from search.models import PublishedDocument
from search.prepared import prepared

FIELDS = ("page_id", "kind", "locale", "path", "title", "payload", "version")

_AS_TEXT = tuple("text" if name == "payload" else name for name in FIELDS)


@dataclass(slots=True)
class Shown:
    """A document as templates see it; `data` is the payload of the API."""

    id: int
    kind: str
    locale: str
    path: str
    title: str
    payload: Mapping[str, Any] | str
    version: int = 0
    body: list[dict[str, Any]] = field(default_factory=list)
    noindex: bool = False

    @property
    def data(self) -> Mapping[str, Any]:
        """Return the payload; JSON of the database is read only when somebody looks."""
        if isinstance(self.payload, str):
            self.payload = json.loads(self.payload)
        return cast(Mapping[str, Any], self.payload)

    @property
    def type(self) -> Kind:
        """Return how this kind is called and shown."""
        return kind_of(self.kind)


@dataclass(slots=True)
class Found:
    """A document, its other languages (locale -> path) and its ancestors (path, title)."""

    document: Shown
    alternates: dict[str, str]
    ancestors: list[tuple[str, str]]


# Six places in the text rather than a list of any length: only then can the server tell that one
# plan serves all paths, and keep it. Deeper pages are found as well, planned each time.
_PLACES = 6
_PATHS = f"({', '.join(f'%(path_{place})s' for place in range(_PLACES))})"
_FIND = """
SELECT page_id, kind, locale, path, title, path = %(path)s,
       CASE WHEN path = %(path)s THEN payload::text END,
       CASE WHEN path = %(path)s THEN body::text END,
       noindex, version
FROM published_publisheddocument
WHERE NOT gone AND valid_from <= %(now)s AND valid_until > %(now)s
  AND (path {paths} OR translation_key = (
       SELECT translation_key FROM published_publisheddocument
       WHERE path = %(path)s AND NOT gone AND valid_from <= %(now)s AND valid_until > %(now)s
       LIMIT 1))
"""
_FIND_NEAR = _FIND.replace("{paths}", f"IN {_PATHS}")
_FIND_DEEP = _FIND.replace("{paths}", "= ANY(%(paths)s)")


def find(path: str, now: datetime | None = None) -> Found | None:
    """Return the document at a path with its translations and ancestors; None when there is none.

    One query, whatever the depth.
    """
    parts = [part for part in path.split("/") if part]
    prefixes = ["/" + "".join(f"{part}/" for part in parts[:end]) for end in range(len(parts) + 1)]
    values: dict[str, Any] = {"path": path, "now": now or timezone.now()}
    sql = _FIND_NEAR if len(prefixes) <= _PLACES else _FIND_DEEP
    if sql is _FIND_NEAR:
        padded = [*prefixes, *["/"] * (_PLACES - len(prefixes))]
        values |= {f"path_{place}": prefix for place, prefix in enumerate(padded)}
    else:
        values["paths"] = prefixes
    with prepared() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    own = next((row for row in rows if row[5]), None)
    if own is None:
        return None
    document = Shown(
        own[0],
        own[1],
        own[2],
        own[3],
        own[4],
        own[6],
        version=own[9],
        body=json.loads(own[7]),
        noindex=own[8],
    )
    alternates = {document.locale: path}
    ancestors = []
    for row in rows:
        if row[3] in prefixes and row[2] == document.locale:
            if row[3] != path:
                ancestors.append((row[3], row[4]))
        elif row[2] != document.locale:
            alternates[row[2]] = row[3]
    ancestors.sort(key=lambda item: len(item[0]))
    return Found(document, alternates, ancestors)


def shown(documents: QuerySet[PublishedDocument]) -> list[Shown]:
    """Return the documents of a query as templates see them; bodies are left out."""
    rows = documents.annotate(text=Cast("payload", TextField()))
    return [Shown(*row) for row in rows.values_list(*_AS_TEXT)]


@remembered(maxsize=64)
def _facet_counts(
    kinds: tuple[str, ...],
    locale: str,
    generation: int,
    minute: int,
    within: str,
    unlisted: bool,
) -> dict[str, int]:
    now = datetime.fromtimestamp(minute * 60, tz=timezone.get_current_timezone())
    known = PublishedDocument.objects
    documents = known.public(now) if unlisted else known.listed(now)
    documents = documents.of_kind(*kinds).in_locale(locale)
    if within:
        documents = documents.filter(facets__contains=[within])
    sql, params = documents.values("facets").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT value, count(*) FROM ({sql}) AS found, unnest(facets) AS value GROUP BY 1",
            params,
        )
        return dict(cursor.fetchall())


def facet_counts(
    kinds: Iterable[str],
    locale: str,
    now: datetime,
    generation: int,
    within: str = "",
    *,
    unlisted: bool = False,
) -> dict[str, int]:
    """Return `"facet:value" -> count` of what is listed; kept a minute for each generation.

    `within` counts only what has that facet, e.g. `category:eczane`. With `unlisted` everything
    that has a page counts, as in an archive.
    """
    minute = int(now.timestamp() // 60)
    return _facet_counts(tuple(kinds), locale, generation, minute, within, unlisted)


def latest_of_each(
    choices: Iterable[tuple[str, QuerySet[PublishedDocument]]],
) -> dict[str, list[Shown]]:
    """Return the documents of several small queries by name, fetched as one query."""
    named = list(choices)
    if not named:
        return {}
    parts = [
        documents.annotate(part=Value(name, output_field=CharField())).values_list("part", *FIELDS)
        for name, documents in named
    ]
    found: dict[str, list[Shown]] = {name: [] for name, _documents in named}
    for part, *row in parts[0].union(*parts[1:], all=True):
        found[part].append(Shown(*row))
    return found
