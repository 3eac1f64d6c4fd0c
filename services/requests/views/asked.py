"""Two weeks after closing: is it really solved? And: to hear no more of a report.

Opening the address changes nothing, for programs that look at mail open every link in it; the
answer is a press on the page.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from content.errors import forbidden, not_found
from content.origins import from_here
from services.cases.actions import ChangeRefused, RatingRefused, change_status, rate
from services.cases.kinds import By
from services.cases.models import Case
from services.requests.actions import leave_report
from services.requests.letters import case_asked, join_of
from services.requests.views.public import page_of

GOOD, BAD = 5, 1
LONGEST = 1_000


@csrf_exempt  # The secret address is the proof; the origin is checked.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: HttpRequest, token: str) -> HttpResponse:
    """Ask; take “solved” as a rating, “not solved” as a reason to open the case again."""
    case = case_asked(token)
    if case is None:
        return _show(request, token, state="over")
    if request.method != "POST":
        return _show(request, token, case=case)
    if not from_here(request):
        return forbidden(request)
    text = request.POST.get("text", "").replace("\x00", "").strip()[:LONGEST]
    if request.POST.get("cevap") == "cozuldu":
        _rate(case, GOOD, "")
        return _show(request, token, case=case, state="solved")
    if not text:
        wrong = {"text": _("Write in a sentence what is still missing.")}
        return _show(request, token, case=case, problem=wrong, status=400)
    try:
        _open_again(case, text)
    except ChangeRefused:
        return _show(request, token, state="over")
    return _show(request, token, case=case, state="reopened")


@csrf_exempt  # The secret address is the proof; the origin is checked.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether somebody wants to leave, and let them."""
    join = join_of(token)
    if request.method == "POST" and not from_here(request):
        return forbidden(request)
    if join is None and request.method != "POST":
        return not_found(request)
    if join is not None and request.method == "POST":
        leave_report(join=join)
    title = _("Hear no more of this report")
    context = {
        "page": page_of(title, reverse("report_leave", args=[token]), robots="noindex"),
        "token": token,
        "is_done": request.method == "POST",
    }
    return _private(render(request, "services/requests/leave.jinja", context))


@transaction.atomic
def _open_again(case: Case, text: str) -> None:
    """Rate and open the case; after the fourteen days the house does it, at the citizen's word."""
    _rate(case, BAD, text)
    try:
        change_status(case=case, after="reopened", by=By.CITIZEN, text=text)
    except ChangeRefused as refused:
        if refused.why != "late":
            raise
        change_status(case=case, after="in_review", by=By.SYSTEM, text=text)


def _rate(case: Case, score: int, text: str) -> None:
    try:
        with transaction.atomic():
            rate(case=case, score=score, text=text)
    except RatingRefused:
        return  # Rated before, by this letter or on the case's page: the first holds.


def _show(
    request: HttpRequest,
    token: str,
    *,
    case: Case | None = None,
    state: str = "",
    problem: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    title = _("Is it really solved?")
    context: dict[str, Any] = {
        "page": page_of(title, reverse("report_asked", args=[token]), robots="noindex"),
        "case": case,
        "token": token,
        "state": state,
        "problem": problem or {},
        "errors": [{"text": text, "id": f"f-{name}"} for name, text in (problem or {}).items()],
    }
    return _private(render(request, "services/requests/asked.jinja", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    return response
