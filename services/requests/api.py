"""Public reports in the API: list, GeoJSON, CSV, topics, figures."""

import json
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from ninja import Path, Query, Router

from content.api.filters import checked_locale
from content.api.output import as_json, finish
from content.api.problems import Problem
from content.api.routes import known_only
from content.api.schemas import Problem as ProblemOut
from content.reference.models import Neighbourhood
from search.geo import Box
from services.requests.models import Category, Report
from services.requests.payloads import feature, figures, payload, table
from services.requests.queries.choosing import topics
from services.requests.queries.public import public_report, public_reports
from services.requests.queries.statistics import DAYS, kept_figures
from services.requests.schemas import (
    ReportOut,
    ReportsOut,
    ReportStatisticsOut,
    ReportTopicsOut,
)

router = Router()
MOST, MOST_IN_FILES = 100, 5_000
STATES = {"open": "acik", "solved": "cozuldu", "closed": "sonuclandi"}
PARAMETERS = ("state", "category", "neighbourhood", "bbox", "locale")
STATE = Query(
    "", description="open, solved or closed. / Açık, çözülmüş ya da sonuçlanmış.", examples=["open"]
)
CATEGORY = Query("", max_length=60, description="Slug of a topic. / Konu.", examples=["cukur"])
AREA = Query("", max_length=120, description="Slug. / Mahalle.", examples=["sahabiye"])
BBOX = Query(
    "",
    max_length=120,
    description="west,south,east,north in degrees. / Batı,güney,doğu,kuzey, derece.",
    examples=["35.4,38.7,35.5,38.8"],
)
LOCALE = Query(
    "tr",
    pattern=r"^[a-z]{2}$",
    description="Language: tr, en or ar. / Dil: tr, en ya da ar.",
    examples=["tr"],
)


@router.get(
    "/reports",
    response={200: ReportsOut, 400: ProblemOut},
    summary="Public reports / Herkese açık bildirimler",
    operation_id="list_reports",
    tags=["reports"],
)
def reports(
    request: HttpRequest,
    state: str = STATE,
    category: str = CATEGORY,
    neighbourhood: str = AREA,
    bbox: str = BBOX,
    locale: str = LOCALE,
    limit: int = Query(20, ge=1, le=MOST, description="How many. / Kaç tane.", examples=[20]),
    before: str = Query(
        "", max_length=60, description="`next` of the page before. / Önceki sayfanın `next` değeri."
    ),
) -> HttpResponse:
    """What citizens made public, the newest first; nothing tells who sent it.

    Vatandaşların herkese açtığı bildirimler, en yenisi önce; gönderen gösterilmez.
    """
    known_only(request, *PARAMETERS, "limit", "before")
    rows = _after(_found(state, category, neighbourhood, bbox), before)
    page = list(rows[: limit + 1])
    code = checked_locale(locale)
    with translation.override(code):
        items = [payload(row) for row in page[:limit]]
    last = page[limit - 1] if len(page) > limit else None
    following = f"{last.public_at.isoformat()}_{last.pk}" if last and last.public_at else None
    return as_json({"items": items, "next": following}, code)


@router.get(
    "/reports.geojson",
    response={200: dict[str, Any], 400: ProblemOut},
    summary="Public reports as points / Bildirimler, nokta olarak",
    operation_id="list_reports_geojson",
    tags=["reports"],
)
def reports_geojson(
    request: HttpRequest,
    state: str = STATE,
    category: str = CATEGORY,
    neighbourhood: str = AREA,
    bbox: str = BBOX,
    locale: str = LOCALE,
) -> HttpResponse:
    """A GeoJSON collection of the newest five thousand. Reports without a point are left out.

    En yeni beş bin bildirimin GeoJSON koleksiyonu. Noktası olmayanlar yoktur.
    """
    known_only(request, *PARAMETERS)
    rows = _found(state, category, neighbourhood, bbox).exclude(lat=None)[:MOST_IN_FILES]
    code = checked_locale(locale)
    with translation.override(code):
        features = [feature(payload(row)) for row in rows]
    value = {"type": "FeatureCollection", "features": features}
    return finish(json.dumps(value, ensure_ascii=False), "application/geo+json", code)


@router.get(
    "/reports.csv",
    response={200: str, 400: ProblemOut},
    summary="Public reports as a table / Bildirimler, tablo olarak",
    operation_id="list_reports_csv",
    tags=["reports"],
)
def reports_csv(
    request: HttpRequest,
    state: str = STATE,
    category: str = CATEGORY,
    neighbourhood: str = AREA,
    bbox: str = BBOX,
    locale: str = LOCALE,
) -> HttpResponse:
    """CSV (UTF-8, with a byte order mark) of the newest five thousand.

    En yeni beş bin bildirimin CSV dosyası (UTF-8).
    """
    known_only(request, *PARAMETERS)
    rows = _found(state, category, neighbourhood, bbox)[:MOST_IN_FILES]
    code = checked_locale(locale)
    with translation.override(code):
        text = table(payload(row) for row in rows)
    response = finish(text, "text/csv; charset=utf-8", code)
    response["Content-Disposition"] = 'attachment; filename="reports.csv"'
    return response


@router.get(
    "/reports/{number}",
    response={200: ReportOut, 404: ProblemOut},
    summary="One public report / Tek bildirim",
    operation_id="get_report",
    tags=["reports"],
)
def report(
    request: HttpRequest,
    number: int = Path(description="Number. / Numara.", examples=[42]),
) -> HttpResponse:
    """A report by its number, if it is public.

    Numarasıyla bir bildirim; herkese açıksa.
    """
    found = public_report(number) if 0 < number < 2**63 else None
    if found is None:
        raise Problem("not_found")
    return as_json(payload(found), "tr")


@router.get(
    "/report-categories",
    response={200: ReportTopicsOut, 400: ProblemOut},
    summary="Topics of reports / Bildirim konuları",
    operation_id="list_report_categories",
    tags=["reports"],
)
def categories(request: HttpRequest, locale: str = LOCALE) -> HttpResponse:
    """What can be reported, with our promise, or whose duty it is if not ours.

    Bildirilebilen konular; taahhüdümüz ya da bizim değilse görevli kurum.
    """
    known_only(request, "locale")
    code = checked_locale(locale)
    with translation.override(code):
        items = [
            {
                "slug": one.slug,
                "name": one.label,
                "group": one.group.slug if one.group else "",
                "group_name": one.group.label if one.group else "",
                "promise_days": None if one.body else one.promise_days,
                "outside_body": one.body.name if one.body else "",
                "phone": one.body.phone if one.body else "",
            }
            for one in topics()
        ]
    return as_json({"items": items}, code)


@router.get(
    "/report-statistics",
    response={200: ReportStatisticsOut},
    summary="Figures of reports / Bildirim sayıları",
    operation_id="get_report_statistics",
    tags=["reports"],
)
def statistics(request: HttpRequest) -> HttpResponse:
    """Counts, median days and kept promises of the last ninety days; at most ten minutes old.

    Son doksan günün sayıları, ortanca günleri ve tutulan taahhütleri; en çok on dakika eskidir.
    """
    known_only(request)
    groups = Category.objects.filter(group=None)
    value = {
        "days": DAYS,
        "groups": figures(groups, kept_figures("category__group")),
        "neighbourhoods": figures(Neighbourhood.objects.all(), kept_figures("neighbourhood")),
    }
    return as_json(value, "tr")


def _found(state: str, category: str, area: str, bbox: str) -> QuerySet[Report]:
    if state and state not in STATES:
        raise Problem("invalid_parameter", f"state is one of {', '.join(STATES)}")
    return public_reports(
        state=STATES.get(state, ""), topic=category, area=area, box=_box(bbox) if bbox else None
    )


def _box(text: str) -> Box:
    try:
        box = Box(*(float(part) for part in text.split(",")))
    except (TypeError, ValueError):
        raise Problem("invalid_parameter", "bbox must be west,south,east,north") from None
    if not (-180 <= box.west <= box.east <= 180 and -90 <= box.south <= box.north <= 90):
        raise Problem("invalid_parameter", "bbox must be west,south,east,north in degrees")
    return box


def _after(rows: QuerySet[Report], before: str) -> QuerySet[Report]:
    """Continue behind the last report of a page: its moment and number."""
    if not before:
        return rows
    moment, _sign, number = before.replace(" ", "+").rpartition("_")
    try:
        at = datetime.fromisoformat(moment)
        last = int(number)
    except ValueError:
        raise Problem("invalid_cursor") from None
    if timezone.is_naive(at) or not 0 < last < 2**63:
        raise Problem("invalid_cursor")
    return rows.filter(Q(public_at__lt=at) | Q(public_at=at, pk__lt=last))
