"""The page after filing. It is the session's: its address opens nothing for others."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.cases.access import grant
from services.cases.kinds import Phase
from services.requests.models import Report

SESSION_KEY = "report_filed"


def remember(request: HttpRequest, report: Report) -> None:
    """Let this session see the thanks, and, without an account, the case for half an hour."""
    request.session[SESSION_KEY] = report.pk
    if report.case.owner_id is None:
        grant(request, report.case, way="filed")


@never_cache
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Say what happens now: the reference, both dates, how to follow it."""
    report = (
        Report.objects.filter(pk=request.session.get(SESSION_KEY, 0))
        .select_related("case", "category", "directorate", "merged_into__case")
        .first()
    )
    if report is None:
        return HttpResponseRedirect(reverse("report_file"))
    title = _("Your report has reached us")
    page: dict[str, Any] = {
        "title": title,
        "robots": "noindex",
        "kind": "report",
        "breadcrumbs": [
            {"title": _("Solution Centre"), "url": reverse("report_file")},
            {"title": title},
        ],
    }
    context = {
        "page": page,
        "report": report,
        "case": report.case,
        "is_open": report.phase != Phase.CLOSED,
        "case_url": reverse("case", args=[str(report.case.reference)]),
        "receipt_url": _address("case_receipt", str(report.case.reference)),
    }
    return render(request, "services/requests/thanks.jinja", context)


def _address(name: str, *arguments: str) -> str:
    """Return an address, or "" where this site has no such page."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
