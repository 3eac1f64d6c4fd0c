"""Başvurularım: everything one has filed, in one list."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.mandates.acting import acting_for
from accounts.signin.levels import Level, requires
from content.numbers import whole_number
from services.cases.access import READING
from services.cases.kinds import registered
from services.cases.queries import STATES, Found, Wanted, is_overdue, of_owner
from services.cases.views.pages import authorised

MOST_LETTERS = 100


@requires(Level.PASSWORD)
@never_cache
@require_safe
@authorised
def mine(request: HttpRequest) -> HttpResponse:
    """Show a page of one's cases, by the filters of a GET form."""
    mandate = acting_for(request, READING, uses=False)
    if mandate is not None and mandate.principal is None:  # a child's are the parent's
        mandate = None
    wanted = _wanted(request)
    found = of_owner(mandate.principal if mandate else request.user, wanted)
    title = _("My applications")
    page = {
        "title": title,
        "robots": "noindex",
        "kind": "cases",
        "breadcrumbs": [{"title": title, "url": request.path}],
    }
    today = timezone.localdate()
    context = {
        "page": page,
        "wanted": wanted,
        "found": found,
        "tabs": _tabs(wanted, found),
        "kinds": _kinds(found),
        "overdue": {case.pk for case in found.cases if is_overdue(case, today)},
        "base": _base(wanted),
    }
    return render(request, "services/cases/mine.jinja", context)


def _wanted(request: HttpRequest) -> Wanted:
    """Read the filters; what is none of ours is as if it was not there."""
    state, kind = request.GET.get("durum", ""), request.GET.get("tur", "")
    return Wanted(
        state=state if state in STATES else "",
        kind=kind if kind in registered() else "",
        words=request.GET.get("ara", "").replace("\x00", "").strip()[:MOST_LETTERS],
        page=whole_number(request.GET.get("sayfa", ""), digits=5) or 1,
    )


def _tabs(wanted: Wanted, found: Found) -> list[dict[str, Any]]:
    titles = {
        "": _("All"),
        "sizde": _("Your turn"),
        "suren": _("Going on"),
        "biten": _("Finished ones"),
    }
    return [
        {
            "title": title,
            "url": f"?{_query(wanted, state)}",
            "current": wanted.state == state,
            "count": found.counts[state],
        }
        for state, title in titles.items()
    ]


def _kinds(found: Found) -> list[tuple[str, str]]:
    known = registered()
    return [(letters, str(known[letters].label)) for letters in found.kinds if letters in known]


def _query(wanted: Wanted, state: str) -> str:
    values = {"durum": state, "tur": wanted.kind, "ara": wanted.words}
    return urlencode({name: value for name, value in values.items() if value})


def _base(wanted: Wanted) -> str:
    query = _query(wanted, wanted.state)
    return f"?{query}&" if query else "?"
