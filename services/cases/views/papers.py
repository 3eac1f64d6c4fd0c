"""Receipt, calendar file, and the page that says whether a receipt is genuine."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.cases import papers
from services.cases.access import Reader
from services.cases.models import Case
from services.cases.views.pages import for_readers


@for_readers
@require_safe
def receipt(request: HttpRequest, case: Case, _reader: Reader) -> HttpResponse:
    """Answer the receipt as a PDF."""
    return _file(papers.receipt(case), "application/pdf", f"{case.reference}.pdf")


@for_readers
@require_safe
def calendar(request: HttpRequest, case: Case, _reader: Reader) -> HttpResponse:
    """Answer the agreed visit as a calendar file; 404 where none is agreed."""
    visit = case.type.visit(case) if case.type.visit else None
    if visit is None:
        raise Http404
    content = papers.calendar(case, visit)
    return _file(content, "text/calendar; charset=utf-8", f"{case.reference}.ics")


@never_cache
@require_safe
def genuine(request: HttpRequest, token: str) -> HttpResponse:
    """Say whether we made a receipt, and where its case stands: no title, no name, no text."""
    case = papers.case_of_receipt(token)
    title = _("This paper is genuine") if case else _("This paper is not genuine")
    page = {"title": title, "robots": "noindex", "kind": "cases", "breadcrumbs": []}
    response = render(
        request,
        "services/cases/genuine.jinja",
        {"page": page, "case": case},
        status=200 if case else 404,
    )
    response["Referrer-Policy"] = "no-referrer"
    return response


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
