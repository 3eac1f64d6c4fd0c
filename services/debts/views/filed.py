"""Objecting to a debt; asking for a debt-free certificate, its paper, and whether it is genuine."""

import re
import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.identity import mask_name
from accounts.mandates.acting import acting_for
from accounts.mandates.queries import NotAuthorised
from accounts.profiles.models import CitizenProfile
from accounts.signin.kept import form_of
from home.letterhead import letterhead
from services.cases.access import Reader
from services.cases.models import Case
from services.cases.views.pages import for_readers
from services.debts.access import READING
from services.debts.actions.clearances import ask_clearance
from services.debts.actions.objections import ObjectionRefused, may_be_disputed, object_to
from services.debts.filed.forms import ObjectionForm
from services.debts.filed.sheet import clearance_sheet
from services.debts.models import Clearance, Objection
from services.debts.queries.citizen import debt_of, debts_of, terms_of
from services.debts.queries.source import freshness
from services.debts.views.parts import for_debtor

_CODE = re.compile(r"[A-Za-z0-9_-]{24}")


@for_debtor
@require_http_methods(["GET", "POST"])
def objection(request: HttpRequest, profile: CitizenProfile, pk: int) -> HttpResponse:
    """Take an objection to a debt, in the citizen's own name."""
    _for_oneself(request)
    debt = debt_of(profile, pk, terms_of(timezone.localdate()))
    if debt is None:
        raise Http404
    sent = request.POST if request.method == "POST" else form_of(request)
    form = ObjectionForm(sent, initial={"key": uuid.uuid4()}, auto_id="f-%s")
    open_one = Objection.objects.filter(assessment=pk, is_open=True).select_related("case").first()
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            case = object_to(
                profile=profile,
                assessment=pk,
                ground=form.cleaned_data["ground"],
                text=form.cleaned_data["text"],
                key=form.cleaned_data["key"],
                language=get_language() or settings.LANGUAGE_CODE,
                disclosure="e-belediye",
            )
        except ObjectionRefused as refusal:
            form.add_error(None, _why(refusal.why))
            status = 409
        else:
            return _to(case)
    context = {
        "debt": debt,
        "form": form,
        "open_one": open_one.case if open_one and open_one.case.owner_id == profile.pk else None,
        "will_be_disputed": may_be_disputed(debt.row.status),
    }
    return render(request, "debts/objection.jinja", context, status=status)


@for_debtor
@require_http_methods(["GET", "POST"])
def clearance(request: HttpRequest, profile: CitizenProfile) -> HttpResponse:
    """Ask for a debt-free certificate; what stands in the way is shown before."""
    _for_oneself(request)
    if request.method == "POST":
        try:
            key = uuid.UUID(request.POST.get("anahtar", ""))
        except ValueError:
            key = uuid.uuid4()
        language = get_language() or settings.LANGUAGE_CODE
        return _to(
            ask_clearance(profile=profile, key=key, language=language, disclosure="e-belediye")
        )
    debts = debts_of(profile, terms_of(timezone.localdate()))
    context = {
        "late": [debt for debt in debts if debt.late_parts],
        "fresh": freshness(),
        "form_key": uuid.uuid4(),
    }
    return render(request, "debts/clearance.jinja", context)


@for_readers
@require_safe
def clearance_paper(request: HttpRequest, case: Case, _reader: Reader) -> HttpResponse:
    """Give the certificate as PDF to whoever reads its case."""
    made = Clearance.objects.select_related("case").filter(case=case).first()
    if made is None:
        raise Http404
    address = request.build_absolute_uri(reverse("debts_clearance_verify", args=[made.code]))
    body = clearance_sheet(
        made,
        letterhead=letterhead(),
        verify_url=address,
        language=get_language() or settings.LANGUAGE_CODE,
    )
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="borcu-yoktur-{case.reference}.pdf"'
    return response


@never_cache
@require_safe
def clearance_verify(request: HttpRequest, code: str) -> HttpResponse:
    """Tell whoever holds a certificate whether it is genuine; nobody is named in full."""
    rows = Clearance.objects.select_related("case")
    made = rows.filter(code=code).first() if _CODE.fullmatch(code) else None
    context = {"made": made, "name": mask_name(made.name) if made and made.name else ""}
    answer = render(request, "debts/clearance_verify.jinja", context, status=200 if made else 404)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _for_oneself(request: HttpRequest) -> None:
    """Refuse who acts for another: an authorisation to see debts is none to file."""
    if acting_for(request, READING, uses=False) is not None:
        raise NotAuthorised


def _to(case: Any) -> HttpResponse:
    return HttpResponseRedirect(reverse("case", args=[str(case.reference)]))


def _why(why: str) -> str:
    return {
        "unknown": _("This debt is not there any more."),
        "open": _("There is an open objection to this debt already."),
        "held": _("This debt is being paid right now. Finish or give up the payment first."),
    }[why]
