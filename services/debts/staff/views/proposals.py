"""What waits for the second person, and its decision."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from services.debts.payments.provider import provider
from services.debts.staff import rights
from services.debts.staff.actions.proposals import approve, refuse, withdraw
from services.debts.staff.forms import DecideForm
from services.debts.staff.models import Proposal, ProposalState
from services.debts.staff.queries import accounts
from services.debts.staff.queries.payments import account_paid_by
from services.debts.staff.queries.proposals import proposals_for
from services.debts.staff.views.frame import page_of, refused_status, shown
from services.debts.staff.words import DeskRefused, refused
from services.desk.views.frame import let_in

ALL = "hepsi"


@let_in(rights.may_see_proposals)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List what was asked for, what waits first. Two queries of its own."""
    state = request.GET.get("durum", "waiting")
    context = {
        "page": page_of(request, proposals_for(request.user, state)),
        "state": state,
        "tabs": [*ProposalState.choices, (ALL, _("All"))],
    }
    return shown(request, "proposals.html", title=_("Refunds and corrections"), context=context)


@let_in(rights.may_see_proposals)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one with all that the second person must see; decide."""
    found = proposals_for(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    form = DecideForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        answer = _decided(request, found, form)
        if answer is not None:
            return answer
    account = found.account or (account_paid_by(found.attempt) if found.attempt else None)
    is_waiting = found.state == ProposalState.WAITING
    is_own = found.asked_by_id == request.user.pk
    context = {
        "proposal": found,
        "shown": accounts.shown(account) if account else None,
        "form": form,
        "may_decide": is_waiting and not is_own and rights.may_decide(request.user),
        "may_withdraw": is_waiting and is_own,
    }
    trail = ((reverse("debtdesk_proposals"), _("Refunds and corrections")),)
    return shown(
        request,
        "proposal.html",
        title=f"{found.get_kind_display()} {found.pk}",
        context=context,
        trail=trail,
        status=refused_status(form),
    )


def _decided(request: HttpRequest, found: Proposal, form: DecideForm) -> HttpResponse | None:
    step, note = request.POST.get("karar"), form.cleaned_data["note"]
    try:
        if step == "geri-al":
            withdraw(proposal=found, person=request.user)
        elif step == "onayla":
            approve(proposal=found, person=request.user, note=note, provider=provider())
        elif step == "reddet" and note.strip():
            refuse(proposal=found, person=request.user, note=note)
        else:
            form.add_error("note", _("Write why you refuse."))
            return None
    except DeskRefused as error:
        form.add_error(None, refused(error))
        return None
    words = {
        "geri-al": _("Withdrawn."),
        "onayla": _("Approved and booked."),
        "reddet": _("Refused."),
    }
    messages.success(request, words[step])
    return HttpResponseRedirect(reverse("debtdesk_proposals"))
