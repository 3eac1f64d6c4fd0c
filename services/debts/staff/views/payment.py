"""A payment: its receipt, a void of today, a refund."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.audit.actions import record
from accounts.desk import permits
from home.letterhead import letterhead
from services.debts.models import Attempt, DebtAccount
from services.debts.payments.states import ATTEMPT_STATES
from services.debts.queries.payments import items_of
from services.debts.receipt_sheet import receipt_sheet
from services.debts.staff import rights
from services.debts.staff.actions.payments import PROVIDER
from services.debts.staff.actions.proposals import ask_to_refund, ask_void
from services.debts.staff.actions.refunds import REFUNDABLE, check_void, left_of
from services.debts.staff.audited import VIEWED
from services.debts.staff.forms import RefundForm, VoidForm
from services.debts.staff.queries import accounts
from services.debts.staff.queries.payments import account_paid_by, payment_by
from services.debts.staff.views.frame import (
    add_refusal,
    new_key,
    permit_key,
    shown,
)
from services.debts.staff.words import DeskRefused
from services.desk.views.frame import let_in


@let_in(rights.may_see_payments)
@require_safe
def payment(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a payment, masked."""
    return _screen(request, _found(public_id))


@let_in(rights.may_see_payments)
@require_POST
def ask(request: HttpRequest, public_id: uuid.UUID, what: str) -> HttpResponse:
    """Ask for a void or a refund; what is wrong stands beside what was typed."""
    found = _found(public_id)
    form = VoidForm(request.POST) if what == "iptal" else RefundForm(request.POST)
    if form.is_valid():
        try:
            _ask(request, found, form, what)
        except DeskRefused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Asked for. It waits for a second person."))
            return HttpResponseRedirect(request.path.rsplit("/", 2)[0] + "/")
    return _screen(request, found, tried=form, what=what)


@let_in(rights.may_see_payments)
@require_safe
def receipt(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give the receipt as PDF: to the cashier who took it, and to who gave a reason."""
    found = _found(public_id)
    account = account_paid_by(found)
    if not hasattr(found, "receipt") or account is None:
        raise Http404
    reason = _may_print(request, found, account)
    about = f"debts.receipt:{found.receipt}"
    record(VIEWED, reason=reason, about=about)
    found.receipt.attempt = found
    body = receipt_sheet(
        found.receipt,
        items_of(found),
        name=account.name,
        number=accounts.masked_identity(account.identity_number),
        letterhead=letterhead(),
        verify_url=request.build_absolute_uri(reverse("debts_verify", args=[found.receipt.code])),
        language=settings.LANGUAGE_CODE,
    )
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="makbuz-{found.receipt}.pdf"'
    return response


def _may_print(request: HttpRequest, found: Attempt, account: DebtAccount) -> str:
    """Return the reason of this print; a 404 for who has none."""
    till = getattr(found, "at_till", None)
    if till is not None and till.session.cashier_id == request.user.pk:
        return _("Receipt of an own payment printed")
    reason = permits.reason_for(request, permit_key(account.pk))
    if not reason or not rights.may_look(request.user):
        raise Http404
    return reason


def _ask(request: HttpRequest, found: Attempt, form: Any, what: str) -> None:
    data = form.cleaned_data
    if what == "iptal":
        till = getattr(found, "at_till", None)
        if till is None:
            raise DeskRefused("not_void")
        ask_void(payment=till, person=request.user, reason=data["reason"], key=data["key"])
        return
    ask_to_refund(
        attempt=found,
        amount=data["amount"],
        person=request.user,
        reason=data["reason"],
        key=data["key"],
        by_hand=data["way"] == "bank",
        document=data["document"],
    )


def _screen(
    request: HttpRequest, found: Attempt, *, tried: Any = None, what: str = ""
) -> HttpResponse:
    account = account_paid_by(found)
    till = getattr(found, "at_till", None)
    initial = {
        "key": new_key(),
        "amount": str(left_of(found)),
        "way": "bank" if found.provider == PROVIDER else "provider",
    }
    void = tried if what == "iptal" else VoidForm(initial=initial)
    refund = tried if what == "iade" else RefundForm(initial=initial)
    waiting = list(found.proposals.select_related("asked_by", "decided_by").order_by("-pk"))
    is_waiting = any(one.state == "waiting" for one in waiting)
    may_propose = rights.may_propose(request.user)
    context = {
        "attempt": found,
        "state": ATTEMPT_STATES[found.status],
        "till": till,
        "items": items_of(found),
        "receipt": getattr(found, "receipt", None),
        "shown": accounts.shown(account) if account else None,
        "left": left_of(found),
        "proposals": waiting,
        "sees_all": rights.sees_all_proposals(request.user),
        "void": void if _may_void(request, till) and not is_waiting else None,
        "refund": refund
        if may_propose and found.status in REFUNDABLE and left_of(found) and not is_waiting
        else None,
        "may_print": _is_printable(request, found, account),
        "may_look": rights.may_look(request.user),
    }
    if tried is not None:  # what was typed stays, whatever has changed meanwhile
        context["void" if what == "iptal" else "refund"] = tried
    return shown(
        request,
        "payment.html",
        title=_("Payment"),
        context=context,
        icon="check",
        status=422 if tried is not None else 200,
    )


def _may_void(request: HttpRequest, till: Any) -> bool:
    if till is None or not (rights.may_take(request.user) or rights.may_propose(request.user)):
        return False
    try:
        check_void(till)
    except DeskRefused:
        return False
    return True


def _is_printable(request: HttpRequest, found: Attempt, account: DebtAccount | None) -> bool:
    if account is None or not hasattr(found, "receipt"):
        return False
    try:
        _may_print(request, found, account)
    except Http404:
        return False
    return True


def _found(public_id: uuid.UUID) -> Attempt:
    found = payment_by(public_id)
    if found is None:
        raise Http404
    return found
