"""The open works of each neighbourhood, to read on screen and to hang up: a sheet for each."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.pages import render_found
from content.reference.queries import NEIGHBOURHOOD, neighbourhood_names
from content.roadworks.below.frame import beneath, common
from content.roadworks.states import OPEN_STATES
from search.models import PublishedDocument
from search.queries import Found, Shown, shown

NAME = "mahalleler"
MOST = 2000


def page(request: HttpRequest, index: Found) -> HttpResponse:
    """Answer all neighbourhoods, or the one of `?mahalle=`; one query."""
    names = neighbourhood_names()
    chosen = request.GET.get(NEIGHBOURHOOD.param, "")
    errors = []
    if chosen and chosen not in names:
        errors.append(_("This neighbourhood is not known; all are shown."))
        chosen = ""
    documents = (
        PublishedDocument.objects.listed(timezone.now())
        .of_kind("roadwork")
        .in_locale(index.document.locale)
        .with_facet("status", list(OPEN_STATES))
    )
    if chosen:
        documents = documents.with_facet(NEIGHBOURHOOD.name, [chosen])
    by_area: dict[str, list[Shown]] = {}
    for document in shown(documents.order_by("starts_at", "page_id")[:MOST]):
        for area in document.data["neighbourhoods"]:
            if not chosen or area["slug"] == chosen:
                by_area.setdefault(area["slug"], []).append(document)
    groups = [(slug, name, by_area[slug]) for slug, name in names.items() if slug in by_area]
    found = beneath(
        index,
        NAME,
        _("Road works by neighbourhood"),
        _("Printed, each neighbourhood begins a sheet of its own."),
    )
    context: dict[str, Any] = {
        **common(index, NAME),
        "errors": errors,
        "groups": groups,
        "chosen": chosen,
        "area_param": NEIGHBOURHOOD.param,
    }
    return render_found(request, found, "pages/roadwork_areas.jinja", context)
