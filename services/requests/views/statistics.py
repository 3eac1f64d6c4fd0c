"""How long things take, which promises are kept, where reports cluster: for everybody."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from content.reference.models import Neighbourhood
from services.requests.models import Category
from services.requests.queries.heat import squares
from services.requests.queries.statistics import DAYS, Figures, kept_figures, total
from services.requests.views.public import page_of

BAR_HEIGHT, BAR_WIDTH = 46, 320
MOST_BARS = 16


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the figures of groups and neighbourhoods as tables, and groups as a chart."""
    by_group = kept_figures("category__group")
    by_area = kept_figures("neighbourhood")
    groups = [
        (group.label, by_group[group.pk])
        for group in Category.objects.filter(group=None)
        if group.pk in by_group
    ]
    areas = [
        (area.name, by_area[area.pk]) for area in Neighbourhood.objects.all() if area.pk in by_area
    ]
    title = _("What became of the reports")
    context = {
        "page": page_of(title, reverse("reports_statistics")),
        "days": DAYS,
        "groups": groups,
        "areas": areas,
        "total": total(figures for _name, figures in groups),
        "bars": _bars(groups),
        "bar_height": BAR_HEIGHT,
        "chart_width": BAR_WIDTH + 70,
    }
    return render(request, "services/requests/statistics.jinja", context)


@require_safe
def heat_page(request: HttpRequest) -> HttpResponse:
    """Show where public reports cluster, as a map and as a table of neighbourhoods."""
    by_area = kept_figures("neighbourhood")
    rows = sorted(
        (
            (area.name, by_area[area.pk])
            for area in Neighbourhood.objects.all()
            if area.pk in by_area
        ),
        key=lambda row: -row[1].received,
    )
    title = _("Where reports cluster")
    context = {
        "page": page_of(title, reverse("reports_heat_page")),
        "days": DAYS,
        "areas": rows,
        "map_url": reverse("reports_heat"),
    }
    return render(request, "services/requests/heat.jinja", context)


@require_safe
def heat(request: HttpRequest) -> HttpResponse:
    """Answer the grid as GeoJSON: one query."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": [square.ring]},
            "properties": {
                "count": square.count,
                "title": ngettext("%(num)d report", "%(num)d reports", square.count)
                % {"num": square.count},
                **({"tone": "danger"} if square.count >= 10 else {}),
            },
        }
        for square in squares()
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _bars(rows: list[tuple[str, Figures]]) -> list[dict[str, Any]]:
    """Return the bars of the median days, the longest first; ready numbers for the drawing."""
    known = [(name, row.median_days) for name, row in rows if row.median_days is not None]
    known.sort(key=lambda row: -row[1])
    longest = max((days for _name, days in known), default=1) or 1
    return [
        {
            "name": name,
            "days": days,
            "y": number * BAR_HEIGHT,
            "width": max(round(BAR_WIDTH * days / longest), 2),
        }
        for number, (name, days) in enumerate(known[:MOST_BARS])
    ]
