"""The case screen: all that is known, and a form for each step."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.audit.actions import record
from services.cases.access import record_staff_view
from services.cases.models import Attachment
from services.cases.reference import InvalidReferenceError, read
from services.cases.views.files import streamed
from services.desk.audited import CONTACT_SHOWN
from services.desk.clock import left_of
from services.desk.fields import filled
from services.desk.queries import screen
from services.desk.rights import MODERATE, may_enter, report_for
from services.desk.steps import STEPS
from services.desk.steps.base import Step
from services.desk.views.frame import let_in, queue_step, shown
from services.requests.models import Report
from services.requests.queries.similar import similar_for_desk

# The same case opened again by the same officer within so many seconds is one look.
ONE_LOOK = 300
SHORTEST_REASON = 5


def seen(request: HttpRequest, reference: str) -> Report:
    """Return the report, if the officer sees it; one 404 for none and for others'."""
    try:
        found = read(reference)
    except InvalidReferenceError:
        raise Http404 from None
    report = report_for(request.user, found.kind, found.year, found.number)
    if report is None:
        raise Http404
    return report


@let_in(may_enter)
@require_safe
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a case; the look is recorded before."""
    report = seen(request, reference)
    _record(request, report)
    return _screen(request, report)


@let_in(may_enter)
@require_POST
def step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Take a step; show the case again with what was typed when something is wrong."""
    report = seen(request, reference)
    found = STEPS.get(name)
    if found is None or not found.may(request.user):
        raise Http404
    if not found.is_offered(report, request.user):
        messages.warning(request, _("Somebody else was faster: this is not possible any more."))
        return HttpResponseRedirect(_address(report))
    form = found(request.POST, report=report, user=request.user)
    form.is_valid()
    form.keep_files(request.FILES.getlist("dosya"))
    if form.is_valid() and "onizle" in request.POST and found.previews:
        return _screen(request, report, tried=form, letter=form.letter())  # type: ignore[attr-defined]
    if form.is_valid() and form.done_now():
        messages.success(request, str(form.done))
        return HttpResponseRedirect(_address(report))
    return _screen(request, report, tried=form, status=422)


@let_in(may_enter)
@require_POST
def contact(request: HttpRequest, reference: str) -> HttpResponse:
    """Show who the applicant is and how to reach them: with a reason, which is recorded before."""
    report = seen(request, reference)
    reason = " ".join(request.POST.get("neden", "").replace("\x00", "").split())
    if len(reason) < SHORTEST_REASON:
        return _screen(request, report, wrong_reason=_("Say why, in a few words."), status=422)
    record(
        CONTACT_SHOWN,
        subject=report.case.owner,
        reason=reason,
        about=f"cases.case:{report.case_id}",
    )
    return _screen(request, report, is_masked=False)


@never_cache
@require_http_methods(["GET", "HEAD"])
def file(request: HttpRequest, reference: str, public_id: uuid.UUID) -> HttpResponseBase:
    """Stream a file of a case to who sees the case."""
    report = seen(request, reference)
    found = Attachment.objects.filter(case=report.case_id, public_id=public_id).first()
    if found is not None and _is_new_look(request, f"file:{public_id}"):
        record_staff_view(case=report.case, user=request.user, what="file")
    return streamed(found)


def _screen(
    request: HttpRequest,
    report: Report,
    *,
    tried: Step | None = None,
    letter: Any = None,
    is_masked: bool = True,
    wrong_reason: str = "",
    status: int = 200,
) -> HttpResponse:
    user: Any = request.user
    templates = screen.templates_for(report)
    chosen = next((one for one in templates if str(one.pk) == request.GET.get("kalip")), None)
    text = filled(chosen.text, screen.values_for(report)) if chosen else ""
    steps = [
        tried if tried is not None and tried.name == one.name else _fresh(one, report, user, text)
        for one in STEPS.values()
        if one.name != "kurum-iptal" and one.may(user) and one.is_offered(report, user)
    ]
    lines = screen.timeline_of(report)
    context = {
        "report": report,
        "case": report.case,
        "reference": str(report.case.reference),
        "status_label": report.case.state.label,
        "left": left_of(report, timezone.localdate()),
        "contact": screen.contact_of(report, is_masked=is_masked),
        "wrong_reason": wrong_reason,
        "answers": screen.answers_of(report),
        "lines": lines,
        "photos": [file for line in lines for file in line.files if file.is_image],
        "may_moderate": user.has_perm(MODERATE),
        "similar": similar_for_desk(report),
        "merged": report.merged.select_related("case"),
        "outside": report.case.outside_requests.select_related("body"),
        "may_work": bool(steps),
        "steps": steps,
        "tried": tried,
        "letter": letter,
        "templates": templates,
        "chosen": chosen,
    }
    return shown(
        request,
        "case.html",
        title=str(report.case.reference),
        context=context,
        trail=(queue_step(),),
        status=status,
    )


def _fresh(step: type[Step], report: Report, user: Any, text: str) -> Step:
    initial = {"text": text} if step.writes and text else {}
    return step(report=report, user=user, initial=initial)


def _address(report: Report) -> str:
    return reverse("casedesk_case", args=[str(report.case.reference)])


def _record(request: HttpRequest, report: Report) -> None:
    if request.method == "GET" and _is_new_look(request, f"case:{report.case_id}"):
        record_staff_view(case=report.case, user=request.user, what="case")


def _is_new_look(request: HttpRequest, what: str) -> bool:
    return bool(cache.add(f"desk-look:{request.user.pk}:{what}", 1, timeout=ONE_LOOK))
