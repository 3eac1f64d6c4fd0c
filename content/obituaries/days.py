"""A day's and a month's own address: `/vefat-ilanlari/2026-03-03/`, `/vefat-ilanlari/2026-03/`.

The addresses last; what they show becomes less as notices end (privacy by time), and they say so.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.list_questions import ListQuestion
from content.lists import ListSpec, Period, Results, list_view
from content.obituaries import rules
from content.obituaries.boards import text_of
from content.obituaries.lists import OBITUARIES, by_day, public
from content.obituaries.periods import midnight
from content.turkish_dates import MONTHS, long_date
from search.models import DocumentQuerySet, PublishedDocument
from search.queries import Found, Shown

DATE_PARAM = "tarih"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-\d\d")
AHEAD = timedelta(days=62)
_LIST = list_view(OBITUARIES)


def index(request: HttpRequest, found: Found) -> HttpResponse:
    """Answer the list; a date of its filter leads to the day's own address."""
    if isinstance(request, ListQuestion):
        return _LIST(request, found)
    return _to_day(request, found.document.path) or _LIST(request, found)


index.is_list = True  # type: ignore[attr-defined]


def below(request: HttpRequest, found: Found, name: str) -> HttpResponse | None:
    """Answer a day or a month; None for what is neither, or lies out of reach."""
    day, month = read_day(name), _read_month(name)
    if day and _DAY.fullmatch(name) and _is_in_reach(day):
        own = f"{found.document.path}{name}/"
        answer = _to_day(request, found.document.path, unless=day)
        return answer or _page(request, found, own, long_date(day), _day_spec(day))
    if month and _is_in_reach(month):
        own = f"{found.document.path}{name}/"
        title = f"{MONTHS[month.month]} {month.year}"
        answer = _to_day(request, found.document.path)
        return answer or _page(request, found, own, title, _month_spec(month))
    return None


def read_day(text: str) -> date | None:
    """Return the day of 2026-03-03 or 3.3.2026; None for anything else."""
    parts = re.fullmatch(r"\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\s*", text)
    try:
        if parts:
            return date(int(parts[3]), int(parts[2]), int(parts[1]))
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def months(now: datetime) -> list[dict[str, Any]]:
    """Return the months that still have notices, the latest first: address, title, how many.

    What is still to come this month counts, as it stands in the month's list.
    """
    today = timezone.localdate(now)
    next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    rows = (
        PublishedDocument.objects.public(now)
        .ending()
        .of_kind("obituary")
        .in_locale(settings.LANGUAGE_CODE)
        .filter(sort_at__lt=midnight(next_month))
        .order_by()
        .annotate(month=TruncMonth("sort_at"))
        .values_list("month")
        .annotate(Count("page_id"))
        .order_by("-month")
    )
    return [
        {"name": f"{first:%Y-%m}", "title": f"{MONTHS[first.month]} {first.year}", "count": count}
        for first, count in rows
    ]


def _read_month(name: str) -> date | None:
    return read_day(f"{name}-01") if _MONTH.fullmatch(name) else None


def _is_in_reach(day: date) -> bool:
    today = timezone.localdate()
    return today - rules.LONGEST_KEPT <= day <= today + AHEAD


def _to_day(request: HttpRequest, path: str, unless: date | None = None) -> HttpResponse | None:
    """Lead a filter's date to the day's address with the other filters; feeds stay."""
    day = read_day(request.GET.get(DATE_PARAM, ""))
    if not day or day == unless or getattr(request, "feed", None) or not _is_in_reach(day):
        return None
    kept = request.GET.copy()
    for name in (DATE_PARAM, "donem", "sayfa"):
        kept.pop(name, None)
    for name in [name for name, value in kept.items() if not value]:
        kept.pop(name)
    query = kept.urlencode()
    return redirect(f"{path}{day.isoformat()}/" + (f"?{query}" if query else ""))


def _span(name: str, first: datetime, end: datetime, **changes: Any) -> ListSpec:
    def within(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
        return by_day(documents.filter(sort_at__gte=first, sort_at__lt=end), now)

    # Everything that has a page, listed or not; the only tab, so none is drawn.
    period = Period(
        value=name,
        label=gettext_lazy("Day"),
        narrow=within,
        order=("sort_at", "page_id"),
        unlisted=True,
    )
    return replace(
        OBITUARIES, periods=(period,), base=public, template="pages/obituary_day.jinja", **changes
    )


def _day_spec(day: date) -> ListSpec:
    def context(request: HttpRequest, results: Results) -> dict[str, Any]:
        return {
            "day": day,
            "before": day - timedelta(days=1),
            "after": day + timedelta(days=1),
            "month": f"{day:%Y-%m}",
            "text": text_of(day, results.documents) if not results.active else "",
            **_hidden(day, results),
        }

    return _span("gun", midnight(day), midnight(day, 1), context=context)


def _month_spec(month: date) -> ListSpec:
    following = (month + timedelta(days=31)).replace(day=1)

    def context(request: HttpRequest, results: Results) -> dict[str, Any]:
        return {
            "months": months(results.now),
            "month": f"{month:%Y-%m}",
            **_hidden(month, results),
        }

    return _span("ay", midnight(month), midnight(following), context=context)


def _hidden(first: date, results: Results) -> dict[str, Any]:
    """Return whether notices of that time have ended already, and after how many days they do."""
    ended = midnight(first, settings.OBITUARY_PAGE_DAYS) <= results.now
    return {"some_ended": ended, "page_days": settings.OBITUARY_PAGE_DAYS}


def _page(
    request: HttpRequest, found: Found, path: str, title: str, spec: ListSpec
) -> HttpResponse:
    parent = found.document
    data: Mapping[str, Any] = {
        "summary": _("Funerals of %(when)s") % {"when": title},
        "introduction": "",
    }
    shown = Shown(0, parent.kind, parent.locale, path, title, data, noindex=True)
    as_page = Found(shown, {parent.locale: path}, [*found.ancestors, (parent.path, parent.title)])
    response: HttpResponse = list_view(spec)(request, as_page)
    response["X-Robots-Tag"] = "noindex"
    return response
