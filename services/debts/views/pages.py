"""What a citizen sees of debts: at a glance, as a list, one of them; calendar and statement."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.profiles.models import CitizenProfile
from home.letterhead import letterhead
from services.debts.access import READING, record_use
from services.debts.calendars import calendar_of
from services.debts.filters import PER_PAGE, chosen, in_tab, options_of, tabs, wanted
from services.debts.queries.citizen import (
    debt_of,
    debts_of,
    history_of,
    labels_of_history,
    summary_of,
    terms_of,
)
from services.debts.queries.reminders import wish_of
from services.debts.queries.source import freshness
from services.debts.reckoning import FARTHEST, Debt
from services.debts.reminding.forms import form_for
from services.debts.reminding.ways import ways_of
from services.debts.statement import statement_of
from services.debts.states import STATES
from services.debts.views.parts import for_debtor, name_of


@for_debtor
@require_safe
def summary(request: HttpRequest, profile: CitizenProfile) -> HttpResponse:
    """Show what is owed, what is late, what comes next; all of it with the time of the figures."""
    today = timezone.localdate()
    debts = debts_of(profile, terms_of(today))
    context = {
        "today": today,
        "summary": summary_of(debts, today),
        "debts": [debt for debt in debts if in_tab(debt, "acik")][:PER_PAGE],
        "more": sum(in_tab(debt, "acik") for debt in debts) > PER_PAGE,
        "fresh": freshness(),
        "years": sorted({debt.row.year for debt in debts}, reverse=True),
        "has_dates": any(debt.next_due and debt.next_due >= today for debt in debts),
        "states": STATES,
        # Reminders are one's own: whoever acts for another does not choose them.
        "reminders": form_for(wish_of(profile)) if profile.pk == request.user.pk else None,
        "ways": ways_of(profile),
    }
    return render(request, "debts/summary.jinja", context)


@for_debtor
@require_safe
def listing(request: HttpRequest, profile: CitizenProfile) -> HttpResponse:
    """Show all debts with filters that are part of the address."""
    debts = debts_of(profile, terms_of(timezone.localdate()))
    wish = wanted(request.GET, debts)
    found = chosen(debts, wish)
    pages = max(1, -(-len(found) // PER_PAGE))
    page = min(_number(request.GET.get("sayfa", "")) or 1, pages)
    kinds, years = options_of(debts)
    context = {
        "wish": wish,
        "found": found[(page - 1) * PER_PAGE : page * PER_PAGE],
        "total": len(found),
        "page_number": page,
        "pages": pages,
        "tabs": [
            {
                "title": title,
                "url": wish.query(durum=which),
                "current": which == wish.which,
                "count": sum(in_tab(debt, which) for debt in debts),
            }
            for which, title in tabs().items()
        ],
        "kinds": kinds,
        "years": years,
        "fresh": freshness(),
    }
    return render(request, "debts/list.jinja", context)


@for_debtor
@require_safe
def detail(request: HttpRequest, profile: CitizenProfile, pk: int) -> HttpResponse:
    """Show one debt: instalments, the fee's lines, what it would cost on another day, history."""
    today = timezone.localdate()
    terms = terms_of(today)
    debt = debt_of(profile, pk, terms)
    if debt is None:
        raise Http404
    record_use(request, READING, debt.row.number)
    day, wrong = _asked_day(request.GET.get("gun", ""), today)
    then = debt_of(profile, pk, terms_of(day)) if day else None
    context = {
        "today": today,
        "debt": debt,
        "history": [(row, labels_of_history(row)) for row in history_of(debt)],
        "typed": request.GET.get("gun", ""),
        "wrong": wrong,
        "day": day,
        "then": then,
        "on_due": _on_due(debt),
        "farthest": today + FARTHEST,
        "fresh": freshness(),
    }
    return render(request, "debts/detail.jinja", context)


@for_debtor
@require_safe
def calendar(request: HttpRequest, profile: CitizenProfile) -> HttpResponse:
    """Give the due dates to come as a calendar file."""
    today = timezone.localdate()
    debts = debts_of(profile, terms_of(today))
    host = settings.WAGTAILADMIN_BASE_URL.split("//")[-1].split("/")[0].split(":")[0]
    body = calendar_of(debts, today, timezone.now(), host)
    return _file(body, "text/calendar; charset=utf-8", "borc-takvimi.ics")


@for_debtor
@require_safe
def statement(request: HttpRequest, profile: CitizenProfile, year: int) -> HttpResponse:
    """Give the statement of a year as PDF; 404 for a year without debts."""
    now = timezone.localtime()
    debts = debts_of(profile, terms_of(now.date()), assessment__year=year)
    if not debts:
        raise Http404
    record_use(request, READING, str(year))
    fresh = freshness()
    body = statement_of(
        sorted(debts, key=lambda debt: (debt.row.revenue_type, debt.row.pk)),
        year=year,
        name=name_of(profile),
        number=profile.masked_identity_number,
        letterhead=letterhead(),
        as_of=timezone.localtime(fresh.as_of) if fresh.as_of else None,
        now=now,
        language=get_language() or settings.LANGUAGE_CODE,
    )
    return _file(body, "application/pdf", f"borc-dokumu-{year}.pdf")


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _asked_day(text: str, today: date) -> tuple[date | None, str]:
    """Return the day asked for, and what is wrong with what was typed."""
    text = text.strip()
    if not text:
        return None, ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None, _("This is no date. Choose a day, e.g. 31.12.2026.")
    if not today <= day <= today + FARTHEST:
        return None, _("Choose a day from today on, at most five years ahead.")
    return day, ""


def _on_due(debt: Debt) -> Any:
    """Return what is paid when everything still to come is paid on its due date."""
    late = sum((part.total for part in debt.late_parts), debt.fee * 0)
    coming = sum((part.row.open_amount for part in debt.parts if not part.is_late), debt.fee * 0)
    return {"late": late, "coming": coming}
