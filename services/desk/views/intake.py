"""The page on which officers write cases down for citizens."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.identity.masks import mask_email, mask_phone
from services.cases.models import Case, EntryKind
from services.cases.reference import InvalidReferenceError, read
from services.desk.intake.advice import Advice, advice_for
from services.desk.intake.form import CODE, IntakeForm
from services.desk.intake.writing import join_caller, write_down
from services.desk.rights import INTAKE, may_enter, report_for
from services.desk.views.frame import let_in, queue_step, shown
from services.requests import proving

# Buttons that ask for something and file nothing.
SHOW, SEND, JOIN = "goster", "kod-gonder", "katil"
OF_CONTACT = ("phone", "email", "confirmed", "code")


@let_in(lambda user: user.has_perm(INTAKE))
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    """Take a case down; say the reference afterwards."""
    if request.method != "POST":
        return _page(request, IntakeForm(), advice_for(request.user, {}))
    typed = request.POST.dict()
    if pick := typed.get("konu-sec", ""):
        typed["category"] = pick
    advice = advice_for(request.user, typed)
    if advice.topic is not None:
        typed["category"] = str(advice.topic.pk)
    if SHOW in typed or "konu-sec" in typed:
        form = IntakeForm(initial=typed, topic=advice.topic)
        form.keep_files(request.FILES.getlist("dosya"))
        return _page(request, form, advice)
    form = IntakeForm(typed, topic=advice.topic)
    form.is_valid()
    form.keep_files(request.FILES.getlist("dosya"))
    if SEND in typed:
        return _page(request, _with_code_sent(request, form, typed), advice)
    _compare_code(request, form)
    if JOIN in typed:
        return _joined(request, form, advice, typed)
    if not form.is_valid():
        return _page(request, form, advice, status=422)
    report = write_down(values=form.cleaned_data, officer=request.user)
    done = f"{reverse('casedesk_intake')}?yazildi={report.case.reference}"
    return HttpResponseRedirect(done)


def _page(
    request: HttpRequest, form: IntakeForm, advice: Advice, *, status: int = 200
) -> HttpResponse:
    written = _written(request)
    context = {
        "form": form,
        "advice": advice,
        "can_send_sms": proving.can_send_sms(),
        "written": written,
        "can_open": written is not None and _sees(request.user, written),
        "may_enter": may_enter(request.user),
    }
    return shown(
        request,
        "intake.html",
        title=_("Write a case down"),
        context=context,
        trail=(queue_step(),) if may_enter(request.user) else (),
        icon="edit",
        status=status,
    )


def _with_code_sent(request: HttpRequest, form: IntakeForm, typed: dict[str, str]) -> IntakeForm:
    """Send a code to the contact that was typed; return the form with what is to be said."""
    wrong = {"phone", "email"} & set(form.errors)
    email, phone = (form.cleaned_data.get(name, "") for name in ("email", "phone"))
    if wrong or not (email or phone):
        said = _("Write a phone or e-mail to which the code can go.")
    elif phone and proving.can_send_sms() and proving.send(request, phone=phone):
        said = _("A code is on its way to %(where)s.") % {"where": mask_phone(phone)}
    elif email and proving.send(request, email=email):
        said = _("A code is on its way to %(where)s.") % {"where": mask_email(email)}
    else:
        said = _("No code could be sent. Call back, or take the e-mail.")
    return _shown_again(form, {**typed, "confirmed": CODE}, said)


def _shown_again(form: IntakeForm, typed: dict[str, str], said: str) -> IntakeForm:
    """Return the form as it was typed, with what is to be said: of files that were refused, too."""
    again = IntakeForm(initial=typed, topic=form.topic)
    again.said = " ".join([*form.non_field_errors(), said])
    return again


def _compare_code(request: HttpRequest, form: IntakeForm) -> None:
    """Compare the code that was read out, where the contact is confirmed by one."""
    values = form.cleaned_data
    if values.get("confirmed") != CODE or {"phone", "email", "code"} & set(form.errors):
        return
    contacts = [one for one in (values.get("phone"), values.get("email")) if one]
    # What the code did not go to is not confirmed by it, and not kept.
    proved = next((one for one in contacts if _is_right(request, one, values["code"])), "")
    if not proved:
        form.add_error("code", _("This is not the code, or its time is over. Send a new one."))
        return
    for name in ("phone", "email"):
        values[name] = proved if values.get(name) == proved else ""


def _is_right(request: HttpRequest, contact: str, code: str) -> bool:
    if proving.is_proved(request, contact):
        return True
    if not proving.is_waiting(request, contact):
        return False
    return proving.check(request, contact, code) is proving.Answer.RIGHT


def _joined(
    request: HttpRequest, form: IntakeForm, advice: Advice, typed: dict[str, str]
) -> HttpResponse:
    """Let the caller join one of the reports that are shown; nothing else is filed."""
    chosen = next((one for one in advice.similar if str(one.report.pk) == typed[JOIN]), None)
    of_contact = {name: form.errors[name] for name in OF_CONTACT if name in form.errors}
    if chosen is None or of_contact:
        told = [f"{form[name].label}: {errors[0]}" for name, errors in of_contact.items()]
        said = " ".join(told) or _("This report is not open any more.")
        return _page(request, _shown_again(form, typed, said), advice, status=422)
    if join_caller(report=chosen.report, values=form.cleaned_data):
        messages.success(request, _("The caller has joined the report and hears of it."))
        return HttpResponseRedirect(reverse("casedesk_intake"))
    said = _("Not joined: it needs a confirmed contact, and each person joins once, not their own.")
    return _page(request, _shown_again(form, typed, said), advice, status=422)


def _written(request: HttpRequest) -> Case | None:
    """Return the case this officer has just written down; nobody else's."""
    try:
        found = read(request.GET.get("yazildi", ""))
    except InvalidReferenceError:
        return None
    user: Any = request.user
    return Case.objects.filter(
        kind=found.kind,
        year=found.year,
        number=found.number,
        timeline__kind=EntryKind.FILED,
        timeline__author=user.public_id,
    ).first()


def _sees(user: Any, case: Case) -> bool:
    return report_for(user, case.kind, case.year, case.number) is not None
