"""The page of the pharmacies on duty: now, the next day, or any day by its date."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.duty.periods import DAY, Duty
from content.duty.queries import Rota, rota
from content.pages import render_found
from search.queries import Found

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


def duty_view(request: HttpRequest, found: Found) -> HttpResponse:
    """Show the rota of a day; three queries with the page itself."""
    asked = request.GET.get("gun", "")
    chosen = _day(asked)
    plan = rota(found.document.locale, first=chosen, now=timezone.localtime())
    current = plan.current
    duty = plan.duty(chosen) if chosen else current
    context = {
        "error": _("We do not know that day; today’s pharmacies are shown.")
        if asked and not chosen
        else "",
        "duty": duty,
        "is_now": duty == current and duty.holds(plan.now),
        "is_coming": duty == current and not duty.holds(plan.now),
        "chosen": duty.day,
        "pharmacies": plan.on(duty.day),
        "tabs": tabs(plan, current, duty, found.document.path),
    }
    return render_found(request, found, "pages/pharmacy_duty.jinja", context)


def tabs(plan: Rota, current: Duty, shown: Duty, path: str) -> list[dict[str, Any]]:
    """Return the duty that holds (or comes) and the next one as tabs."""
    today = timezone.localtime(plan.now).date()
    following = plan.duty(current.day + DAY)
    evening = _("Today") if following.whole_day else _("This evening")
    first = _("Now") if current.holds(plan.now) else _("This evening")
    second = evening if following.day == today else _("Tomorrow")
    return [
        {"title": first, "url": path, "current": shown.day == current.day},
        {
            "title": second,
            "url": f"{path}?gun={following.day.isoformat()}",
            "current": shown.day == following.day,
        },
    ]


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None
