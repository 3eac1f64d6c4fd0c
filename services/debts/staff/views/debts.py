"""One debt of an account: its instalments, what was booked, and corrections with a document."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.signin.kept import form_of
from services.debts.models import DebtAccount
from services.debts.queries.citizen import history_of, terms_of
from services.debts.reckoning import Debt
from services.debts.staff import rights
from services.debts.staff.actions.proposals import ask_to_reduce, ask_to_write_off
from services.debts.staff.forms import CorrectionForm
from services.debts.staff.models import Proposal
from services.debts.staff.queries import accounts
from services.debts.staff.views.frame import (
    SayWhyFirst,
    add_refusal,
    new_key,
    permitted,
    refused_status,
    shown,
    to_search,
)
from services.debts.staff.words import DeskRefused
from services.debts.states import STATES
from services.desk.views.frame import let_in


@let_in(rights.may_look)
@require_http_methods(["GET", "HEAD", "POST"])
def debt(request: HttpRequest, pk: int, assessment: int) -> HttpResponse:
    """Show a debt; ask for a correction of it."""
    try:
        account = permitted(request, pk)
    except SayWhyFirst:
        return to_search(request, keeps=True)
    found = _debt(account, assessment)
    form = None
    may = rights.may_propose(request.user)
    if may and (request.method == "POST" or STATES[found.row.status].owed):
        sent = request.POST if request.method == "POST" else form_of(request)
        form = CorrectionForm(sent, parts=found.parts, initial={"key": new_key()})
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            made = _ask(request, found, form)
        except DeskRefused as error:
            add_refusal(form, error)
        else:
            done = _("Done; the ledger has it.")
            waits = _("Asked for. It waits for a second person.")
            messages.success(request, waits if made.needs_second else done)
            return HttpResponseRedirect(reverse("debtdesk_debt", args=[pk, assessment]))
    context = {
        "shown": accounts.shown(account),
        "debt": found,
        "history": history_of(found),
        "sees_all": rights.sees_all_proposals(request.user),
        "proposals": found.row.proposals.select_related("asked_by", "decided_by").order_by("-pk"),
        "form": form,
        "limit": settings.DEBT_TWO_PEOPLE_ABOVE,
    }
    trail = (
        (
            reverse("debtdesk_account", args=[pk]),
            _("Account %(number)s") % {"number": account.number},
        ),
    )
    return shown(
        request,
        "debt.html",
        title=f"{found.row.get_revenue_type_display()} {found.row.year}",
        context=context,
        trail=trail,
        status=refused_status(form) if form and request.method == "POST" else 200,
    )


def _debt(account: DebtAccount, assessment: int) -> Debt:
    debts = accounts.debts_of_account(account, terms_of(timezone.localdate()))
    found = next((one for one in debts if one.row.pk == assessment), None)
    if found is None:
        raise Http404
    return found


def _ask(request: HttpRequest, found: Debt, form: CorrectionForm) -> Proposal:
    data = form.cleaned_data
    shared: dict[str, Any] = {
        "person": request.user,
        "reason": data["reason"],
        "document": data["document"],
        "key": data["key"],
    }
    if data["what"] == "write-off":
        return ask_to_write_off(assessment=found.row, **shared)
    part = next(part for part in found.parts if str(part.row.pk) == data["what"])
    return ask_to_reduce(instalment=part.row, amount=data["amount"], **shared)
