"""Reads of the queue: its reports, by their own table and indexes.

Cases of other kinds stand in the same list (`queries.others`); `queries.whole` puts both together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from services.cases.kinds import Phase
from services.cases.models import Case
from services.cases.reference import InvalidReferenceError, Reference, read
from services.desk import filters
from services.desk.actions.working import name_of
from services.desk.clock import TARGET, Left, left_of
from services.desk.models import Work
from services.desk.rights import reports_for
from services.requests.kinds import INFORMATION_REQUEST, REPORT, STATUSES
from services.requests.models import Report, ReportType
from services.requests.terms import asked_stems

MAP_MOST = 2_000
LABELS = {status.name: status.label for status in STATUSES}
# A list needs none of these, and sealed ones would be opened for each row.
LEFT_OUT = (
    *("applicant_name", "applicant_address", "answers", "public_text", "evidence", "terms"),
    *("case__contact_email", "case__contact_phone", "case__text", "case__data"),
)
ON_THE_MAP = (
    *("lat", "lng", "status", "phase", "promised_on", "due_on"),
    *("case__kind", "case__year", "case__number", "case__title"),
)
TIME = {filters.LATE: -1, filters.TODAY: 0, filters.SOON: 3}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the queue.

    Attributes:
        case: Of whatever kind; sealed fields and the citizen's words are not read.
        about: Its topic, or what kind of application it is.
        report: Where it is one.
    """

    case: Case
    reference: str
    about: Any
    status: Any
    left: Left
    hands: str
    directorate: Any
    received_at: datetime
    report: Report | None = None


def wanted_reports(user: Any, places: Iterable[int], wanted: Mapping[str, Any]) -> QuerySet[Report]:
    """Return the reports somebody sees and wants, in the order wanted."""
    places = list(places)
    rows = reports_for(user, places)
    if letters := wanted.get("tur"):
        # A request for information is one by its type, which stands in the same table.
        is_information = Q(type=ReportType.INFORMATION)
        known = {REPORT: ~is_information, INFORMATION_REQUEST: is_information}
        rows = rows.filter(known[letters]) if letters in known else rows.none()
    if wanted.get("kim") == "benim":
        rows = rows.filter(case__work__assignee=user)
    elif wanted.get("kim") == "birim":
        rows = rows.filter(directorate__in=places)
    rows = _in_state(rows, wanted.get("durum") or filters.OPEN)
    rows = _in_time(rows, wanted.get("sure"))
    if topic := wanted.get("konu"):
        is_group = topic.group_id is None
        rows = rows.filter(category__group=topic) if is_group else rows.filter(category=topic)
    if area := wanted.get("mahalle"):
        rows = rows.filter(neighbourhood=area)
    if unit := wanted.get("mudurluk"):
        rows = rows.filter(directorate=unit)
    if wanted.get("oncelik"):
        rows = rows.filter(priority=wanted["oncelik"])
    if wanted.get("elinde"):
        held = Exists(Work.objects.filter(case=OuterRef("case")))
        rows = rows.filter(~held if wanted["elinde"] == "bos" else held)
    if wanted.get("yayin"):
        rows = rows.filter(public_state=wanted["yayin"])
    rows = _with_words(rows, wanted.get("ara") or "")
    return _ordered(rows, wanted.get("sirala") or "sure")


def rows_of(reports: QuerySet[Report]) -> list[Row]:
    """Return reports as lines. One query."""
    today = timezone.localdate()
    found = reports.select_related(
        "case__work__assignee", "category", "neighbourhood", "directorate"
    ).defer(*LEFT_OUT)
    return [_row(report, today) for report in found]


def points_of(rows: QuerySet[Report]) -> tuple[list[dict[str, Any]], int]:
    """Return points for the map, at most `MAP_MOST`, and how many there are. Two queries."""
    today = timezone.localdate()
    with_point = rows.filter(lat__isnull=False)
    found = with_point.values_list(*ON_THE_MAP, named=True)[:MAP_MOST]
    points = []
    for row in found:
        left = left_of(row, today)
        reference = Reference(row.case__kind, row.case__year, row.case__number)
        points.append(
            {
                "at": [row.lat, row.lng],
                "reference": str(reference),
                "title": row.case__title,
                "status": str(LABELS.get(row.status, row.status)),
                "tone": left.tone,
                "left": left.words,
            }
        )
    return points, with_point.order_by().count()


def _row(report: Report, today: Any) -> Row:
    work = getattr(report.case, "work", None)
    return Row(
        case=report.case,
        reference=str(report.case.reference),
        about=report.category.name,
        status=LABELS.get(report.status, report.status),
        left=left_of(report, today),
        hands=name_of(work.assignee) if work else "",
        directorate=report.directorate,
        received_at=report.received_at,
        report=report,
    )


def _in_state(rows: QuerySet[Report], state: str) -> QuerySet[Report]:
    if state == filters.OPEN:
        return rows.exclude(phase=Phase.CLOSED)
    if state == filters.CLOSED:
        return rows.filter(phase=Phase.CLOSED)
    if state == filters.WAITING:
        return rows.filter(phase=Phase.WAITING)
    if state == filters.EVERYTHING:
        return rows
    rows = rows.filter(status=state)
    # Said once more, so that the index of open reports can answer.
    is_open = any(one.name == state and one.phase is not Phase.CLOSED for one in STATUSES)
    return rows.exclude(phase=Phase.CLOSED) if is_open else rows


def _in_time(rows: QuerySet[Report], time: str | None) -> QuerySet[Report]:
    if time not in TIME:
        return rows
    today = timezone.localdate()
    rows = rows.filter(phase=Phase.OPEN).exclude(phase=Phase.CLOSED).annotate(target=TARGET)
    if time == filters.TODAY:
        return rows.filter(target=today)
    last = today + timedelta(days=TIME[time])
    return rows.filter(target__lte=last)


def _with_words(rows: QuerySet[Report], text: str) -> QuerySet[Report]:
    text = " ".join(text.split())
    if not text:
        return rows
    if text.isdecimal() and len(text) <= 6:
        return rows.filter(case__number=int(text))
    try:
        found = read(text)
    except InvalidReferenceError:
        pass
    else:
        return rows.filter(case__kind=found.kind, case__year=found.year, case__number=found.number)
    words = asked_stems(text)
    if not words:
        return rows.none()
    for stems in words:
        rows = rows.filter(terms__overlap=sorted(stems))
    return rows


def _ordered(rows: QuerySet[Report], order: str) -> QuerySet[Report]:
    if order == "yeni":
        return rows.order_by("-received_at", "-pk")
    if order == "eski":
        return rows.order_by("received_at", "pk")
    if order == "oncelik":
        return rows.order_by(F("priority").desc(), TARGET.asc(), "pk")
    return rows.order_by(TARGET.asc(), "pk")
