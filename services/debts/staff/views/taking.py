"""Taking a payment: what was chosen with the fee of the day, how it is paid, the receipt."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.signin.kept import form_of
from services.debts.models import DebtAccount
from services.debts.money import lira
from services.debts.queries.citizen import terms_of
from services.debts.queries.source import freshness
from services.debts.reckoning import Part, dues_of
from services.debts.staff import rights
from services.debts.staff.actions.payments import Taking, take_payment
from services.debts.staff.forms import TakeForm
from services.debts.staff.models import Means
from services.debts.staff.queries import accounts
from services.debts.staff.queries.tills import open_session_of
from services.debts.staff.views.frame import (
    SayWhyFirst,
    add_refusal,
    new_key,
    permitted,
    refused_status,
    shown,
    to_search,
)
from services.debts.staff.words import DeskRefused, refused
from services.debts.views.paying import chosen_of
from services.desk.views.frame import let_in

ZERO = Decimal("0.00")
TYPED = ("means", "amount", "tendered", "document")


@let_in(rights.may_take)
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was chosen and take the payment; its page with the receipt follows."""
    try:
        account = permitted(request, pk)
    except SayWhyFirst:
        return to_search(request, keeps=True)
    back = reverse("debtdesk_account", args=[pk])
    session = open_session_of(request.user)
    if session is None:
        messages.warning(request, refused(DeskRefused("no_session")))
        return HttpResponseRedirect(reverse("debtdesk_till"))
    chosen = chosen_of(request.POST if request.method == "POST" else request.GET)
    parts = _parts(account, chosen)
    total = sum((part.total for _debt, part in parts), ZERO)
    kept = form_of(request) if request.method != "POST" else None
    initial = {**_typed(kept), "key": new_key(), "total": str(total)}
    form = TakeForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            return _taken(request, account, form, chosen)
        except DeskRefused as error:
            add_refusal(form, error)
            if error.why == "changed":  # what the page says from now on
                form.data = {**request.POST.dict(), "total": str(total)}
    if not parts and not form.is_bound:
        messages.warning(request, refused(DeskRefused("nothing")))
        return HttpResponseRedirect(back)
    context = {
        "shown": accounts.shown(account),
        "form": form,
        "parts": parts,
        "total": total,
        "chosen": sorted(chosen),
        "session": session,
        "fresh": freshness(),
    }
    trail = ((back, _("Account %(number)s") % {"number": account.number}),)
    return shown(
        request,
        "take.html",
        title=_("Take a payment"),
        context=context,
        trail=trail,
        status=refused_status(form),
    )


def _typed(kept: QueryDict | None) -> dict[str, str]:
    """Return what was typed into a form that came too late; sums and key are this page's own."""
    return {name: str(kept[name]) for name in TYPED if name in kept} if kept else {}


def _taken(
    request: HttpRequest, account: DebtAccount, form: TakeForm, chosen: frozenset[int]
) -> HttpResponse:
    data = form.cleaned_data
    made = take_payment(
        account=account,
        cashier=request.user,
        taking=Taking(
            form_key=data["key"],
            instalments=chosen,
            means=Means(data["means"]),
            amount=data["amount"],
            shown_total=data["total"],
            tendered=data["tendered"] or ZERO,
            document=data["document"],
        ),
    )
    words = _("Taken: %(amount)s.") % {"amount": lira(made.attempt.charged)}
    messages.success(request, words)
    return HttpResponseRedirect(reverse("debtdesk_payment", args=[made.attempt.public_id]))


def _parts(account: DebtAccount, chosen: frozenset[int]) -> list[tuple[Any, Part]]:
    debts = accounts.debts_of_account(account, terms_of(timezone.localdate()))
    payable = {due.key for due in dues_of(debts)} & chosen
    found = [(debt, part) for debt in debts for part in debt.parts if part.row.pk in payable]
    return sorted(found, key=lambda pair: (pair[1].row.due_on, pair[1].row.pk))
