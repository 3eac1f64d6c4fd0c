"""Views of what belongs to the whole site: search, feedback, the colours."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from home.actions import record_feedback
from home.models import MunicipalitySettings


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search over everything published."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    return render(
        request,
        "pages/search.jinja",
        {"search_query": query, "page": {"title": _("Search"), "robots": "noindex"}},
    )


@csrf_exempt  # Nobody's rights are used, and pages that carry the form are cached for all.
@require_POST
def feedback(request: HttpRequest) -> HttpResponse:
    """Record whether a page was useful; thank, and lead back."""
    path = request.POST.get("path", "/")[:500]
    if not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        path = "/"
    record_feedback(
        path=path,
        useful=request.POST.get("useful") == "yes",
        comment=request.POST.get("comment", ""),
        network=request.META.get("REMOTE_ADDR", ""),
    )
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"message": _("Thank you, we have noted your answer.")})
    return render(
        request,
        "pages/feedback_thanks.jinja",
        {"page": {"title": _("Thank you"), "robots": "noindex"}, "back": path},
    )


@require_safe
def theme(request: HttpRequest) -> HttpResponse:
    """Answer the municipality's colours as a style sheet."""
    identity = MunicipalitySettings.current()
    rules = "".join(
        f"--{name}:{value};"
        for name, value in (("accent-1", identity.accent_1), ("accent-2", identity.accent_2))
        if value
    )
    response = HttpResponse(f":root{{{rules}}}", content_type="text/css")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
