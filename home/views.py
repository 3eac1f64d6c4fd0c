"""Views of what belongs to the whole site: home, search, feedback, colours, sitemap, robots."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from content.pages import render_found
from home.actions import record_feedback
from home.models import MunicipalitySettings
from search.kinds import listed_kinds
from search.models import PublishedDocument
from search.queries import Found, latest_of_each

SITEMAP_LIMIT = 50_000


def home(request: HttpRequest, found: Found) -> HttpResponse:
    """Show services, the next funerals, current road works and news: one query more."""
    now = timezone.localtime()
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    # Notices are written in Turkish; the home page of another language shows them, too.
    listed = PublishedDocument.objects.listed(now).in_locale(settings.LANGUAGE_CODE)
    parts = latest_of_each(
        [
            (
                "funerals",
                listed.of_kind("obituary")
                .filter(sort_at__gte=today, sort_at__lt=today + timedelta(days=2))
                .order_by("sort_at")[:5],
            ),
            (
                "works",
                listed.of_kind("roadwork")
                .with_facet("status", ["in_progress", "paused"])
                .order_by("ends_at")[:5],
            ),
            ("news", listed.of_kind("news").order_by("-sort_at")[:6]),
        ]
    )
    return render_found(request, found, "pages/home.jinja", parts)


@csrf_exempt  # Nobody's rights are used, and pages that carry the form are cached for all.
@require_POST
def feedback(request: HttpRequest) -> HttpResponse:
    """Record whether a page was useful; thank, and lead back."""
    path = request.POST.get("path", "/").replace("\x00", "")[:500]
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


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public page that may be indexed, with its last change."""
    rows = (
        PublishedDocument.objects.listed()
        .filter(noindex=False)
        .exclude(kind="disclosure_version")
        .order_by("path")
        .values_list("path", "payload__updated_at")[:SITEMAP_LIMIT]
    )
    return render(
        request,
        "pages/sitemap.jinja",
        {"rows": [(request.build_absolute_uri(path), changed) for path, changed in rows]},
        content_type="application/xml",
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what is not for them."""
    lines = (
        "User-agent: *",
        "Disallow: /yonetim/",
        "Disallow: /ara/",
        "Disallow: /onizleme/",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search over everything published."""
    from home.search import search_page

    return search_page(request, listed_kinds())
