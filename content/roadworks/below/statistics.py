"""A year's finished works in figures: by month, by neighbourhood; as a page and as open data."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.api.output import finish
from content.pages import render_found
from content.reference.queries import neighbourhood_names
from content.roadworks.below.frame import beneath, common
from content.roadworks.lists import FIRST_YEAR
from content.roadworks.states import Status
from search.models import PublishedDocument
from search.queries import Found

NAME = "istatistik"
FORMATS = ("csv", "json")
COLUMNS = ("year", "group", "value", "works", "area_m2", "tonnes", "streets")
# One read of the year's works, three ways to add them up. A street is told apart by its name and
# the first neighbourhood of the work: many neighbourhoods have a “Gül Sokak”.
_SQL = """
WITH works AS MATERIALIZED (
  SELECT page_id, to_char(ends_at AT TIME ZONE %s, 'MM') AS month, payload,
         coalesce((payload->>'area_m2')::bigint, 0) AS area,
         coalesce((payload->>'tonnage')::bigint, 0) AS tonnes
  FROM ({documents}) AS found
), streets AS (
  SELECT page_id, month, street->>'name' || '|' ||
         coalesce(payload->'neighbourhoods'->0->>'slug', '') AS street
  FROM works, jsonb_array_elements(payload->'streets') AS street
), placed AS (
  SELECT works.page_id, area, tonnes, place->>'slug' AS slug
  FROM works, jsonb_array_elements(payload->'neighbourhoods') AS place
), of_month AS (
  SELECT month, count(DISTINCT street) AS streets FROM streets GROUP BY month
), of_area AS (
  SELECT slug, count(DISTINCT street) AS streets
  FROM placed JOIN streets USING (page_id) GROUP BY slug
)
SELECT 'total', '', count(*), coalesce(sum(area), 0), coalesce(sum(tonnes), 0),
       (SELECT count(DISTINCT street) FROM streets)
FROM works
UNION ALL
SELECT 'month', month, count(*), sum(area), sum(tonnes), coalesce(max(streets), 0)
FROM works LEFT JOIN of_month USING (month) GROUP BY month
UNION ALL
SELECT 'neighbourhood', slug, count(*), sum(area), sum(tonnes), coalesce(max(streets), 0)
FROM placed LEFT JOIN of_area USING (slug) GROUP BY slug
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """A row: what it counts, and the sums. `share` is its part of the largest row, in per cent."""

    group: str
    value: str
    works: int
    area: int
    tonnes: int
    streets: int
    share: float = 0.0


def page(request: HttpRequest, index: Found) -> HttpResponse:
    """Answer the year `?yil=`, as CSV or JSON with `?bicim=`."""
    now = timezone.localtime()
    asked = request.GET.get("yil", "")
    errors = []
    year = _year(asked, now.year)
    if year is None:
        errors.append(_("There are no figures of that year; this year is shown."))
        year = now.year
    wanted = request.GET.get("bicim", "")
    if wanted and wanted not in FORMATS:
        errors.append(_("The formats are csv and json."))
    if errors and wanted:
        return HttpResponse("\n".join(errors), status=400, content_type="text/plain; charset=utf-8")
    rows = figures(year, index.document.locale)
    if wanted:
        return _as_data(rows, year, wanted, index.document.locale)
    found = beneath(
        index,
        NAME,
        _("Road works of %(year)s in figures") % {"year": year},
        _("Finished works: square metres, tonnes and streets, by month and by neighbourhood."),
    )
    context: dict[str, Any] = {
        **common(index, NAME),
        "errors": errors,
        "year": year,
        "this_year": now.year,
        "first_year": FIRST_YEAR,
        "figures_total": rows[0],
        "months": with_shares([row for row in rows if row.group == "month"]),
        "areas": with_shares([row for row in rows if row.group == "neighbourhood"]),
        "names": neighbourhood_names(),
    }
    return render_found(request, found, "pages/roadwork_statistics.jinja", context)


def figures(year: int, locale: str) -> list[Figures]:
    """Return the sums of a year: the total first, the months, the neighbourhoods. One query."""
    documents = (
        PublishedDocument.objects.listed(timezone.now())
        .of_kind("roadwork")
        .in_locale(locale)
        .filter(facets__contains=[f"status:{Status.FINISHED}", f"year:{year}"])
    )
    sql, params = documents.values("page_id", "ends_at", "payload").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_SQL.format(documents=sql), [timezone.get_current_timezone_name(), *params])
        found = [Figures(*row[:2], *(int(number) for number in row[2:])) for row in cursor]
    order = {slug: place for place, slug in enumerate(neighbourhood_names())}
    groups = ("total", "month", "neighbourhood")
    return sorted(
        found,
        key=lambda row: (groups.index(row.group), order.get(row.value, len(order)), row.value),
    )


def with_shares(rows: Sequence[Figures]) -> list[Figures]:
    """Return the rows with the length of their bars: area, or works where nobody wrote areas."""
    by_area = any(row.area for row in rows)
    most = max((row.area if by_area else row.works for row in rows), default=0) or 1
    return [
        Figures(
            row.group,
            row.value,
            row.works,
            row.area,
            row.tonnes,
            row.streets,
            round(100 * (row.area if by_area else row.works) / most, 1),
        )
        for row in rows
    ]


def _as_data(rows: Sequence[Figures], year: int, wanted: str, locale: str) -> HttpResponse:
    values = [
        (year, row.group, row.value, row.works, row.area, row.tonnes, row.streets) for row in rows
    ]
    if wanted == "json":
        body = json.dumps([dict(zip(COLUMNS, row, strict=True)) for row in values], indent=1)
        response = finish(body, "application/json; charset=utf-8", locale)
    else:
        out = io.StringIO()
        csv.writer(out).writerows([COLUMNS, *values])
        response = finish(out.getvalue(), "text/csv; charset=utf-8", locale)
        name = f'attachment; filename="yol-calismalari-{year}.csv"'
        response["Content-Disposition"] = name
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    return response


def _year(asked: str, latest: int) -> int | None:
    if not asked:
        return latest
    is_number = asked.isascii() and asked.isdigit() and len(asked) == 4
    return int(asked) if is_number and FIRST_YEAR <= int(asked) <= latest else None
