"""The rota in the public API."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from content.api.filters import checked_locale, point
from content.api.output import as_json
from content.api.routes import known_only
from content.api.schemas import Problem as ProblemOut
from content.duty.periods import DAY, Duty
from content.duty.queries import OnDuty, Rota, rota
from content.duty.schemas import DutiesOut
from search import geo

router = Router()
MOST_DAYS = 31
DAY_ASKED = Query(
    None,
    description="The day the duty begins on; without it the duty that holds now, or by day the "
    "coming one. / Nöbetin başladığı gün; verilmezse şu anki, gündüzse sıradaki nöbet.",
    examples=["2026-11-24"],
)


@router.get(
    "/pharmacies-on-duty",
    response={200: DutiesOut, 400: ProblemOut},
    summary="Pharmacies on duty / Nöbetçi eczaneler",
    operation_id="list_pharmacies_on_duty",
    tags=["site"],
)
def pharmacies_on_duty(
    request: HttpRequest,
    date: date | None = DAY_ASKED,
    days: int = Query(1, ge=1, le=MOST_DAYS, description="How many days. / Kaç gün.", examples=[1]),
    near: str | None = Query(
        None,
        max_length=60,
        description="lat,lng in degrees: adds distances and sorts by them. / Enlem,boylam: "
        "uzaklıkları ekler ve onlara göre sıralar.",
        examples=["38.74,35.48"],
    ),
    locale: str = Query(
        "tr",
        pattern=r"^[a-z]{2}$",
        description="Language: tr, en or ar. / Dil: tr, en ya da ar.",
        examples=["tr"],
    ),
) -> HttpResponse:
    """Who is on duty, from the evening of a day until the next morning; whole days on holidays.

    Bir günün akşamından ertesi sabaha kadar nöbetçi olanlar; tatillerde bütün gün.
    """
    known_only(request, "date", "days", "near", "locale")
    centre = point(near, "near") if near is not None else None
    code = checked_locale(locale)
    plan = rota(code, first=date, days=days, now=timezone.localtime())
    first = date or plan.current.day
    page = plan.page
    value = {
        "duties": [_duty(plan, plan.duty(first + n * DAY), centre) for n in range(days)],
        "source": page.data["source"] if page else "",
        "source_url": page.data["source_url"] if page else "",
        "page_url": page.path if page else "",
    }
    return as_json(value, code)


def _duty(plan: Rota, duty: Duty, centre: tuple[float, float] | None) -> dict[str, Any]:
    rows = [_pharmacy(item, centre) for item in plan.on(duty.day)]
    if centre:
        rows.sort(key=lambda row: (row["distance_m"] is None, row["distance_m"] or 0))
    return {
        "date": duty.day.isoformat(),
        "starts_at": _moment(duty.starts),
        "ends_at": _moment(duty.ends),
        "holds_now": duty.holds(plan.now),
        "pharmacies": rows,
    }


def _pharmacy(item: OnDuty, centre: tuple[float, float] | None) -> dict[str, Any]:
    data = item.document.data
    metres = None
    if centre and data["lat"] is not None:
        metres = round(geo.distance_m(centre[1], centre[0], data["lng"], data["lat"]))
    names = ("external_id", "phones", "address", "neighbourhood", "lat", "lng")
    return {
        "id": item.document.id,
        "name": item.document.title,
        "url": item.document.path,
        **{name: data[name] for name in names},
        "note": item.note,
        "distance_m": metres,
    }


def _moment(value: datetime) -> str:
    return value.isoformat(timespec="minutes")
