"""The queue: list, map, saved filters."""

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from content.numbers import whole_number
from services.desk.actions.saved import FilterRefused, forget_filter, keep_filter
from services.desk.bulk import BulkForm
from services.desk.filters import QueueFilter
from services.desk.models import SavedFilter
from services.desk.queries.others import wanted_others
from services.desk.queries.queue import points_of, wanted_reports
from services.desk.queries.whole import page_of
from services.desk.rights import EXPORT, INTAKE, may_enter, may_work, places_of
from services.desk.views.frame import let_in, queue_step, shown


@let_in(may_enter)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """List cases. At most eight queries of the desk's own, however many cases there are."""
    asked = QueueFilter(request.GET, user=request.user)
    places = places_of(request.user)
    wanted = asked.wanted
    page = page_of(
        wanted_reports(request.user, places, wanted),
        wanted_others(request.user, places, wanted),
        wanted.get("sirala") or "sure",
        whole_number(request.GET.get("sayfa", ""), digits=6) or 1,
    )
    user: Any = request.user
    context = {
        "filter": asked,
        "tabs": _tabs(asked),
        "page": page,
        "query": asked.query(),
        "next_query": asked.query(sayfa=page.number + 1),
        "previous_query": asked.query(sayfa=page.number - 1),
        "saved": [
            {"filter": one, "is_current": one.query == asked.query()}
            for one in SavedFilter.objects.filter(user=user)
        ],
        "bulk": BulkForm(user=user, places=places, letters=wanted.get("tur") or "")
        if may_work(user)
        else None,
        "may_intake": user.has_perm(INTAKE),
        "may_export": user.has_perm(EXPORT),
    }
    return shown(request, "queue.html", title=_("Cases"), context=context)


@let_in(may_enter)
@require_safe
def on_map(request: HttpRequest) -> HttpResponse:
    """Show the same cases on a map, with the list beside it for who sees no map."""
    asked = QueueFilter(request.GET, user=request.user)
    rows = wanted_reports(request.user, places_of(request.user), asked.wanted)
    points, total = points_of(rows)
    page = reverse("casedesk_case", args=["REFERENCE"])
    options = {
        "tiles": settings.MAP_TILE_URL,
        "attribution": settings.MAP_TILE_ATTRIBUTION,
        "bounds": list(settings.MAP_BOUNDS),
        "page": page,
        "points": points,
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
    }
    context = {
        "filter": asked,
        "query": asked.query(),
        "options": json.dumps(options),
        "points": points,
        "total": total,
    }
    return shown(
        request, "map.html", title=_("Cases on the map"), context=context, trail=(queue_step(),)
    )


@let_in(may_enter)
@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep the filter under a name, or forget one."""
    if gone := request.POST.get("unut", ""):
        forget_filter(user=request.user, key=whole_number(gone, digits=18) or 0)
        messages.success(request, _("The filter is gone."))
        return HttpResponseRedirect(reverse("casedesk_queue"))
    asked = QueueFilter(request.POST, user=request.user)
    query = asked.query()
    try:
        keep_filter(user=request.user, name=request.POST.get("ad", ""), query=query)
    except FilterRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The filter is kept; it stands above the list."))
    return HttpResponseRedirect(f"{reverse('casedesk_queue')}?{query}")


def _tabs(asked: QueueFilter) -> list[dict[str, Any]]:
    now = asked.wanted["kim"]
    return [
        {"label": label, "is_current": value == now, "query": asked.query(kim=value)}
        for value, label in asked.fields["kim"].choices  # type: ignore[attr-defined]
    ]
