"""What everybody reads: the list with its map, a report's page, topics for the form's script."""

import json
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content.errors import not_found
from content.reference.queries import directorate_names, neighbourhood_names, neighbourhoods
from services.cases.kinds import Phase
from services.requests.kinds import CM
from services.requests.models import Report
from services.requests.queries.choosing import grouped, topics_for
from services.requests.queries.public import (
    MAP_MOST,
    PAGE,
    public_entries,
    public_photos,
    public_report,
)
from services.requests.queries.statistics import figures_of_topic
from services.requests.views.filters import Filters, state_choices

TONES = {"solved": "success", "waiting": "warning", "rejected": "neutral"}
MOST_PAGES = 500


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Show public reports with filters, twenty a page."""
    asked = Filters.of(request)
    found = asked.found()
    total = found.count()
    last = min(max(-(-total // PAGE), 1), MOST_PAGES)
    number = min(asked.page, last)
    rows = list(found[(number - 1) * PAGE : number * PAGE])
    title = _("What citizens have reported")
    context = {
        "page": page_of(title, reverse("reports_public"), robots="noindex" if asked.active else ""),
        "items": [item_of(row) for row in rows],
        "total": total,
        "count_text": ngettext("%(num)d report", "%(num)d reports", total) % {"num": total},
        "current": number,
        "pages": last,
        "base": f"?{asked.query}&" if asked.query else "?",
        "asked": asked,
        "states": state_choices(),
        "groups": topic_options(),
        "areas": list(neighbourhood_names().items()),
        "map_url": f"{reverse('reports_map')}{'?' + asked.query if asked.query else ''}",
        "api_query": urlencode(asked.for_api()),
    }
    return render(request, "services/requests/list.jinja", context)


@require_safe
def points(request: HttpRequest) -> HttpResponse:
    """Answer the list's points for its map: one query."""
    rows = (
        Filters.of(request)
        .found()
        .exclude(lat=None)
        .values_list("pk", "lng", "lat", "category__name", "phase", "status", "street")
    )[:MAP_MOST]
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [lng, lat]},
            "properties": {
                "title": name,
                "text": ", ".join(part for part in (street, str(CM.status(status).label)) if part),
                "url": reverse("report_public", args=[pk]),
                **({"tone": "muted"} if phase == Phase.CLOSED else {}),
            },
        }
        for pk, lng, lat, name, phase, status, street in rows
    ]
    # Names of neighbourhoods give a map its ground where no tiles are served.
    areas = [
        (area.name, area.lng, area.lat)
        for area in neighbourhoods().values()
        if area.lat is not None and area.lng is not None
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features, "areas": areas})


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a public report: its words, where, what became of it; nothing of who sent it."""
    found = public_report(pk)
    if found is None:
        return not_found(request)
    units = directorate_names()
    steps = [_step(entry, units) for entry in public_entries(found)]
    title = _("%(topic)s: %(place)s") % {
        "topic": found.category.label,
        "place": place_of(found) or _("no place given"),
    }
    context = {
        "page": page_of(title, reverse("report_public", args=[pk])),
        "report": found,
        "item": item_of(found),
        "steps": steps,
        "figures": figures_of_topic(found.category_id),
        "is_open": found.phase != Phase.CLOSED,
        "place": place_of(found),
        "feature": _feature(found),
        "photos": public_photos(found),
    }
    return render(request, "services/requests/report.jinja", context)


@never_cache
@require_safe
def topics_json(request: HttpRequest) -> HttpResponse:
    """Answer the topics that typed words mean, for the form's script."""
    found = topics_for(request.GET.get("ne", "").replace("\x00", "")[:200])
    rows = [
        {"slug": one.slug, "name": one.label, "group": one.group.label if one.group else ""}
        for one in found
    ]
    return JsonResponse({"title": _("Which of these is it?"), "topics": rows})


def page_of(title: str, url: str, *, robots: str = "") -> dict[str, Any]:
    """Return the frame's facts of a public page."""
    above = {"title": _("Solution Centre"), "url": reverse("report_file")}
    listed = {"title": _("What citizens have reported"), "url": reverse("reports_public")}
    trail = [above, listed] if url != listed["url"] else [above]
    return {
        "title": title,
        "kind": "report",
        "robots": robots,
        "canonical": "",
        "breadcrumbs": [*trail, {"title": title, "url": url}],
    }


def topic_options() -> list[dict[str, Any]]:
    """Return the topics in their groups for a choice in a filter."""
    return [
        {"group": group.category.label, "options": [(t.slug, t.label) for t in group.topics]}
        for group in grouped()
    ]


def place_of(found: Report) -> str:
    """Return neighbourhood and street; door numbers and words may lead to a person."""
    area = found.neighbourhood.name if found.neighbourhood is not None else ""
    return ", ".join(part for part in (area, found.street) if part)


def item_of(found: Report) -> dict[str, Any]:
    """Return what a list says of a report."""
    return {
        "url": reverse("report_public", args=[found.pk]),
        "title": found.category.label,
        "text": found.public_text,
        "place": place_of(found),
        "received_at": found.received_at,
        "closed_at": found.closed_at,
        "joined": found.joined,
        "status": CM.status(found.status).label,
        "tone": TONES.get(found.status, "info" if found.phase != Phase.CLOSED else "neutral"),
    }


def _step(entry: dict[str, Any], units: dict[str, str]) -> dict[str, Any]:
    if entry["directorate"]:
        title = _("Given to: %(name)s") % {
            "name": units.get(entry["directorate"], entry["directorate"])
        }
    else:
        title = str(CM.status(entry["status"]).label) if entry["status"] else ""
    return {"title": title, "at": entry["at"]}


def _feature(found: Report) -> str:
    if found.point is None:
        return ""
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": list(found.point)},
        "properties": {"title": found.category.label, "text": place_of(found)},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False)
