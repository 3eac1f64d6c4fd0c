"""“Me too”: a press for who is signed in, a contact and its code for others."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.identity.masks import mask_email, mask_phone
from content.errors import forbidden, not_found
from content.obituaries.disclosure import disclosure_shown
from content.origins import from_here
from services.cases.kinds import Phase
from services.cases.views.pages import authorised
from services.requests import proving
from services.requests.actions import join_report
from services.requests.form.sending import Sender, is_barred, is_too_much, sender_of
from services.requests.form.steps import read_contact
from services.requests.models import Report
from services.requests.queries.public import public_report
from services.requests.views.public import item_of, page_of

TEMPLATE = "services/requests/join.jinja"


@csrf_exempt  # The origin is checked instead, as where reports are filed.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@authorised
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form; prove the contact; join."""
    report = public_report(pk)
    if report is None:
        return not_found(request)
    if request.method != "POST":
        return _show(request, report)
    if not from_here(request):
        return forbidden(request)
    typed = request.POST.get("contact", "").replace("\x00", "")[:254].strip()
    sender = sender_of(request)
    if sender.owner is None:
        try:
            email, phone = read_contact(typed)
        except ValueError:
            wrong = _("Write a mobile phone such as 0532 123 45 67, or an e-mail address.")
            return _show(request, report, typed=typed, problem={"contact": wrong})
        sender = Sender(email=email, phone=phone)
    if is_barred(sender) or is_too_much(request, sender):
        refused = _("You cannot join by the web now. Please call us.")
        return _show(request, report, typed=typed, problem={"": refused}, status=429)
    if sender.contact and not proving.is_proved(request, sender.contact):
        answer = _prove(request, report, sender, typed)
        if answer is not None:
            return answer
    join_report(
        report=report,
        owner=sender.owner,
        email=sender.email,
        phone=sender.phone,
        language=(get_language() or "tr")[:2],
    )
    return HttpResponseRedirect(reverse("report_joined", args=[pk]))


@never_cache
@require_safe
def joined(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it worked; the same to who had joined before, or sent it."""
    report = public_report(pk)
    if report is None:
        return not_found(request)
    title = _("You have joined")
    context = {
        "page": page_of(title, reverse("report_joined", args=[pk]), robots="noindex"),
        "item": item_of(report),
    }
    return render(request, "services/requests/joined.jinja", context)


def _prove(request: HttpRequest, report: Report, sender: Sender, typed: str) -> HttpResponse | None:
    contact, code = sender.contact, request.POST.get("code", "")[:20]
    wants_new = request.POST.get("git") == "yeni"
    if "code" in request.POST and not wants_new and proving.is_waiting(request, contact):
        if proving.check(request, contact, code) is proving.Answer.RIGHT:
            return None
        wrong = {"code": _("This is not the code. Look again, or let us send a new one.")}
        return _show(request, report, typed=typed, contact=contact, problem=wrong)
    if not proving.send(request, email=sender.email, phone=sender.phone):
        refused = _("No code could be sent now. Try the other way (e-mail or phone), or call us.")
        return _show(request, report, typed=typed, problem={"contact": refused}, status=429)
    return _show(request, report, typed=typed, contact=contact)


def _show(
    request: HttpRequest,
    report: Report,
    *,
    typed: str = "",
    contact: str = "",
    problem: dict[str, str] | None = None,
    status: int = 0,
) -> HttpResponse:
    problem = problem or {}
    title = _("I have the same problem")
    heading = _("Error: %(title)s") % {"title": title} if problem else title
    context: dict[str, Any] = {
        "page": page_of(heading, reverse("report_join", args=[report.pk]), robots="noindex"),
        "heading": title,
        "report": report,
        "item": item_of(report),
        "is_open": report.phase != Phase.CLOSED,
        "sender": sender_of(request),
        "typed": typed,
        "masked": mask_email(contact) if "@" in contact else mask_phone(contact) if contact else "",
        "problem": problem,
        "errors": [
            {"text": text, "id": f"f-{name}" if name else ""} for name, text in problem.items()
        ],
        "can_send_sms": proving.can_send_sms(),
        "disclosure": disclosure_shown()[0],
    }
    return render(request, TEMPLATE, context, status=status or (400 if problem else 200))
