"""Reads of the queue: cases of every kind but reports, by their own table."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from services.cases.kinds import Phase
from services.cases.models import Case
from services.cases.queries import with_words
from services.desk import filters
from services.desk.actions.working import name_of
from services.desk.clock import left_of
from services.desk.models import Work
from services.desk.queries.queue import TIME, Row
from services.desk.rights import others_for

LEFT_OUT = ("contact_email", "contact_phone", "text", "data")


def wanted_others(user: Any, places: Iterable[int], wanted: Mapping[str, Any]) -> QuerySet[Case]:
    """Return the cases of other kinds somebody sees and wants, in the order wanted.

    None where a filter is chosen that only reports have. Words are looked for in titles: of the
    newest two thousand that are left by the other filters.
    """
    rows = others_for(user)
    if any(wanted.get(name) for name in filters.OF_REPORTS):
        return rows.none()
    if letters := wanted.get("tur"):
        rows = rows.filter(kind=letters)
    if wanted.get("kim") == "benim":
        rows = rows.filter(work__assignee=user)
    elif wanted.get("kim") == "birim":
        rows = rows.filter(directorate__in=list(places))
    rows = _in_state(rows, wanted.get("durum") or filters.OPEN)
    if (time := wanted.get("sure")) in TIME:
        last = timezone.localdate() + timedelta(days=TIME[time])
        rows = rows.filter(phase=Phase.OPEN)
        rows = rows.filter(due_on=last) if time == filters.TODAY else rows.filter(due_on__lte=last)
    if unit := wanted.get("mudurluk"):
        rows = rows.filter(directorate=unit)
    if wanted.get("elinde"):
        held = Exists(Work.objects.filter(case=OuterRef("pk")))
        rows = rows.filter(~held if wanted["elinde"] == "bos" else held)
    if words := " ".join((wanted.get("ara") or "").split()):
        is_number = words.isdecimal() and len(words) <= 6
        rows = rows.filter(number=int(words)) if is_number else with_words(rows, words)
    return _ordered(rows, wanted.get("sirala") or "sure")


def rows_of_others(cases: QuerySet[Case]) -> list[Row]:
    """Return cases as lines. One query."""
    today = timezone.localdate()
    found = cases.select_related("work__assignee", "directorate").defer(*LEFT_OUT)
    return [_row(case, today) for case in found]


def _row(case: Case, today: date) -> Row:
    work = getattr(case, "work", None)
    return Row(
        case=case,
        reference=str(case.reference),
        about=case.type.label,
        status=case.state.label,
        left=left_of(case, today),
        hands=name_of(work.assignee) if work else "",
        directorate=case.directorate,
        received_at=case.received_at,
    )


def _in_state(rows: QuerySet[Case], state: str) -> QuerySet[Case]:
    if state == filters.EVERYTHING:
        return rows
    if state == filters.OPEN:
        return rows.exclude(phase=Phase.CLOSED)
    phases = {filters.CLOSED: Phase.CLOSED, filters.WAITING: Phase.WAITING}
    return rows.filter(phase=phases[state]) if state in phases else rows.filter(status=state)


def _ordered(rows: QuerySet[Case], order: str) -> QuerySet[Case]:
    if order == "yeni":
        return rows.order_by("-received_at", "-pk")
    if order == "eski":
        return rows.order_by("received_at", "pk")
    return rows.order_by("due_on", "pk")
