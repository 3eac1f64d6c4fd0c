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
from services.cases.models import Attachment, Case
from services.cases.reference import InvalidReferenceError, read
from services.cases.views.files import streamed
from services.desk.audited import CONTACT_SHOWN
from services.desk.clock import left_of
from services.desk.fields import filled
from services.desk.intake.form import CHANNELS
from services.desk.queries import screen
from services.desk.rights import MODERATE, case_for, may_enter, report_of
from services.desk.screens import screen_of
from services.desk.steps import Step
from services.desk.views.frame import let_in, queue_step, shown

# The same case opened again by the same officer within so many seconds is one look.
ONE_LOOK = 300
SHORTEST_REASON = 5


def seen(request: HttpRequest, reference: str) -> Case:
    """Return the case, if the officer sees it; one 404 for none and for others'."""
    try:
        found = read(reference)
    except InvalidReferenceError:
        raise Http404 from None
    case = case_for(request.user, found.kind, found.year, found.number)
    if case is None:
        raise Http404
    return case


@let_in(may_enter)
@require_safe
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a case of whatever kind; the look is recorded before."""
    found = seen(request, reference)
    _record(request, found)
    return _screen(request, found)


@let_in(may_enter)
@require_POST
def step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Take a step; show the case again with what was typed when something is wrong."""
    found = seen(request, reference)
    wanted = next((one for one in screen_of(found).steps if one.name == name), None)
    if wanted is None or not wanted.may(request.user):
        raise Http404
    if found.erased_at is not None or not wanted.is_offered(found, request.user):
        messages.warning(request, _("Somebody else was faster: this is not possible any more."))
        return HttpResponseRedirect(_address(found))
    form = wanted(request.POST, case=found, user=request.user)
    form.is_valid()
    form.keep_files(request.FILES.getlist("dosya"))
    if form.is_valid() and "onizle" in request.POST and wanted.previews:
        return _screen(request, found, tried=form, letter=form.letter())  # type: ignore[attr-defined]
    if form.is_valid() and form.done_now():
        messages.success(request, str(form.done))
        return HttpResponseRedirect(_address(found))
    return _screen(request, found, tried=form, status=422)


@let_in(may_enter)
@require_POST
def contact(request: HttpRequest, reference: str) -> HttpResponse:
    """Show who the applicant is and how to reach them: with a reason, which is recorded before."""
    found = seen(request, reference)
    reason = " ".join(request.POST.get("neden", "").replace("\x00", "").split())
    if len(reason) < SHORTEST_REASON:
        return _screen(request, found, wrong_reason=_("Say why, in a few words."), status=422)
    record(CONTACT_SHOWN, subject=found.owner, reason=reason, about=f"cases.case:{found.pk}")
    return _screen(request, found, is_masked=False)


@never_cache
@require_http_methods(["GET", "HEAD"])
def file(request: HttpRequest, reference: str, public_id: uuid.UUID) -> HttpResponseBase:
    """Stream a file of a case to who sees the case."""
    case = seen(request, reference)
    found = Attachment.objects.filter(case=case, public_id=public_id).first()
    if found is not None and _is_new_look(request, f"file:{public_id}"):
        record_staff_view(case=case, user=request.user, what="file")
    return streamed(found)


def _screen(
    request: HttpRequest,
    case: Case,
    *,
    tried: Step | None = None,
    letter: Any = None,
    is_masked: bool = True,
    wrong_reason: str = "",
    status: int = 200,
) -> HttpResponse:
    user: Any = request.user
    report, kind = report_of(case), screen_of(case)
    templates = screen.templates_for(case)
    chosen = next((one for one in templates if str(one.pk) == request.GET.get("kalip")), None)
    text = filled(chosen.text, screen.values_for(case)) if chosen else ""
    steps = [
        tried if tried is not None and tried.name == one.name else _fresh(one, case, user, text)
        for one in kind.steps
        if one.stands_below and one.may(user) and one.is_offered(case, user)
    ]
    lines = screen.timeline_of(case)
    context = {
        "report": report,
        "case": case,
        "kind_template": kind.template,
        "reference": str(case.reference),
        "status_label": case.state.label,
        "channel": dict(CHANNELS).get(case.channel, case.channel),
        "left": left_of(report or case, timezone.localdate()),
        "contact": screen.contact_of(case, is_masked=is_masked),
        "wrong_reason": wrong_reason,
        "lines": lines,
        "photos": [file for line in lines for file in line.files if file.is_image],
        "may_moderate": report is not None and user.has_perm(MODERATE),
        "outside": case.outside_requests.select_related("body"),
        "may_work": bool(steps),
        "steps": [] if case.erased_at is not None else steps,
        "tried": tried,
        "letter": letter,
        "templates": templates,
        "chosen": chosen,
        **kind.context(case),
    }
    return shown(
        request,
        "case.html",
        title=str(case.reference),
        context=context,
        trail=(queue_step(),),
        status=status,
    )


def _fresh(step: type[Step], case: Case, user: Any, text: str) -> Step:
    initial = {"text": text} if step.writes and text else {}
    return step(case=case, user=user, initial=initial)


def _address(case: Case) -> str:
    return reverse("casedesk_case", args=[str(case.reference)])


def _record(request: HttpRequest, case: Case) -> None:
    if request.method == "GET" and _is_new_look(request, f"case:{case.pk}"):
        record_staff_view(case=case, user=request.user, what="case")


def _is_new_look(request: HttpRequest, what: str) -> bool:
    return bool(cache.add(f"desk-look:{request.user.pk}:{what}", 1, timeout=ONE_LOOK))
