"""The calendar of a month: what begins, what ends, how much goes on. A table, no script."""

import calendar
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.pages import render_found
from content.reference.queries import NEIGHBOURHOOD, neighbourhood_names
from content.roadworks.below.frame import beneath, common
from content.roadworks.states import Status
from search.models import PublishedDocument
from search.queries import Found

NAME = "takvim"
MOST = 1000
SHOWN_STATES = (Status.PLANNED, Status.IN_PROGRESS, Status.PAUSED, Status.FINISHED)
YEARS = range(2010, 2100)


@dataclass(slots=True)
class Day:
    """A day: `(title, path)` of what begins and ends, and how many works go on."""

    day: date
    in_month: bool
    begins: list[tuple[str, str]] = field(default_factory=list)
    ends: list[tuple[str, str]] = field(default_factory=list)
    going_on: int = 0


def page(request: HttpRequest, index: Found) -> HttpResponse:
    """Answer a month, `?ay=2026-12`, narrowed by neighbourhood if asked. One query."""
    today = timezone.localdate()
    errors = []
    first = _month(request.GET.get("ay", ""))
    if first is None:
        if request.GET.get("ay"):
            errors.append(_("A month is written as 2026-12; this month is shown."))
        first = today.replace(day=1)
    area = request.GET.get(NEIGHBOURHOOD.param, "")
    if area and area not in neighbourhood_names():
        errors.append(_("This neighbourhood is not known; all are shown."))
        area = ""
    weeks = weeks_of(first, index.document.locale, area)
    found = beneath(index, NAME, _("Calendar of road works"))
    context: dict[str, Any] = {
        **common(index, NAME),
        "errors": errors,
        "first": first,
        "before": _shifted(first, -1),
        "after": _shifted(first, 1),
        "weeks": weeks,
        "today": today,
        "area": area,
        "areas": list(neighbourhood_names().items()),
        "area_param": NEIGHBOURHOOD.param,
        "total": sum(len(day.begins) + len(day.ends) for week in weeks for day in week),
    }
    return render_found(request, found, "pages/roadwork_calendar.jinja", context)


def weeks_of(first: date, locale: str, area: str = "") -> list[list[Day]]:
    """Return the weeks of a month, each from Monday to Sunday, with what happens."""
    days = calendar.Calendar().monthdatescalendar(first.year, first.month)
    begins, ends = days[0][0], days[-1][-1] + timedelta(days=1)
    rows = (
        PublishedDocument.objects.listed(timezone.localtime())
        .of_kind("roadwork")
        .in_locale(locale)
        .with_facet("status", list(SHOWN_STATES))
        .filter(starts_at__lt=_midnight(ends), ends_at__gte=_midnight(begins))
        .order_by("starts_at", "page_id")
    )
    if area:
        rows = rows.with_facet(NEIGHBOURHOOD.name, [area])
    found = {day: Day(day, day.month == first.month) for week in days for day in week}
    changes: dict[date, int] = defaultdict(int)
    for title, path, starts_at, ends_at in rows.values_list(
        "title", "path", "starts_at", "ends_at"
    )[:MOST]:
        start, end = timezone.localtime(starts_at).date(), timezone.localtime(ends_at).date()
        if start in found:
            found[start].begins.append((title, path))
        if end in found:
            found[end].ends.append((title, path))
        changes[max(start, begins)] += 1
        changes[end + timedelta(days=1)] -= 1
    running = 0
    for day in sorted(found):
        running += changes[day]
        found[day].going_on = running
    return [[found[day] for day in week] for week in days]


def _month(text: str) -> date | None:
    try:
        found = datetime.strptime(text[:7], "%Y-%m").date()
    except ValueError:
        return None
    return found if len(text) == 7 and found.year in YEARS else None


def _shifted(first: date, months: int) -> str:
    number = first.year * 12 + first.month - 1 + months
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
