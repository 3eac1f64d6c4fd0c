"""What a citizen does at the end of a case: withdraw, open again, rate."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from services.cases.access import Reader
from services.cases.actions import ChangeRefused, RatingRefused, rate, reopen, withdraw
from services.cases.forms import RatingForm, ReasonForm
from services.cases.models import Case
from services.cases.possible import reopens_until, withdrawal
from services.cases.views.pages import author_of, case_url, draw, for_readers


@for_readers
@require_http_methods(["GET", "POST"])
def withdraw_case(request: HttpRequest, case: Case, reader: Reader) -> HttpResponse:
    """Ask once more, then end the case."""
    if request.method == "POST":
        try:
            withdraw(case=case, author=author_of(request, reader))
        except ChangeRefused:
            messages.warning(request, _("It cannot be withdrawn any more: see where it stands."))
        else:
            messages.success(request, _("Your application is withdrawn."))
        return HttpResponseRedirect(case_url(case))
    if withdrawal(case) is None:
        return HttpResponseRedirect(case_url(case))
    return draw(request, "withdraw", case, reader, _("Withdraw the application"))


@for_readers
@require_http_methods(["GET", "POST"])
def reopen_case(request: HttpRequest, case: Case, reader: Reader) -> HttpResponse:
    """Take the reason, then open the case again."""
    form = ReasonForm(request.POST or None, auto_id="f-%s")
    if request.method == "POST" and form.is_valid():
        try:
            reopen(case=case, text=form.cleaned_data["text"], author=author_of(request, reader))
        except ChangeRefused as refused:
            if refused.why == "reason":
                form.add_error("text", _("Write in a sentence why the case should go on."))
                return draw(request, "reopen", case, reader, _("Open again"), form=form)
            messages.warning(
                request, _("It cannot be opened again any more. Please file a new application.")
            )
        else:
            messages.success(request, _("Your application is open again. We look at it anew."))
        return HttpResponseRedirect(case_url(case))
    if request.method != "POST" and reopens_until(case) is None:
        return HttpResponseRedirect(case_url(case))
    return draw(
        request, "reopen", case, reader, _("Open again"), form=form, until=reopens_until(case)
    )


@for_readers
@require_http_methods(["GET", "POST"])
def rate_case(request: HttpRequest, case: Case, reader: Reader) -> HttpResponse:
    """Take what the citizen thinks of the answer."""
    form = RatingForm(request.POST or None, auto_id="f-%s")
    if request.method == "POST" and form.is_valid():
        try:
            rate(
                case=case,
                score=form.cleaned_data["score"],
                text=form.cleaned_data["text"],
                author=author_of(request, reader),
            )
        except RatingRefused:
            messages.info(request, _("You have rated this answer already. Thank you."))
        else:
            messages.success(request, _("Thank you. We read every rating."))
        return HttpResponseRedirect(case_url(case))
    return draw(request, "rate", case, reader, _("Rate the answer"), form=form)
