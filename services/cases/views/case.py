"""A case's own page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.cases.access import find


@never_cache
@require_safe
def case_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a case to who may read it; lead everybody else to where that is proved."""
    found = find(request, reference)
    if found is None:
        return HttpResponseRedirect(reverse("case_lookup"))
    case, _reader = found
    page = {"title": str(case.reference), "robots": "noindex", "breadcrumbs": []}
    timeline = case.timeline.filter(is_public=True)
    context = {"page": page, "case": case, "timeline": timeline}
    response = render(request, "services/cases/case.jinja", context)
    response["Referrer-Policy"] = "no-referrer"
    return response
