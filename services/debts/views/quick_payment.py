"""Paying without an account: attempts like citizens', read by the session that began them."""

import uuid
from decimal import Decimal
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from services.debts.actions.payments import (
    Basket,
    CannotPay,
    ask_provider,
    begin_for,
    give_up,
)
from services.debts.allocation import CannotAllocate
from services.debts.models import Attempt
from services.debts.payments.provider import provider
from services.debts.payments.states import OPEN
from services.debts.queries.citizen import terms_of
from services.debts.queries.payments import items_of
from services.debts.queries.source import freshness
from services.debts.quick import access
from services.debts.quick.access import Access
from services.debts.quick.names import initials_of
from services.debts.views.paying import (
    amount_of,
    brought_on,
    chosen_of,
    form_key_of,
    options_of,
    receipt_file,
    receipt_of,
    send,
    sent_of,
    standing,
    why_not,
    words_of,
)

PAGES = "/e-belediye/borc/hizli/odeme/"


def opened(view: Any) -> Any:
    """Let a view run while something is open in the session; it gets the access."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = access.access_of(request)
        if found is None:
            return HttpResponseRedirect(reverse("debts_quick"))
        answer: HttpResponse = view(request, found, *args, **kwargs)
        return answer

    return guarded


@opened
@require_http_methods(["GET", "POST"])
def basket(request: HttpRequest, found: Access) -> HttpResponse:
    """Show initials and amounts of what can be paid; begin an attempt with what was chosen."""
    collects, fresh = provider(), freshness()
    refused = why_not(fresh, collects)
    sent = sent_of(request)
    chosen, amount, error = chosen_of(sent), sent.get("tutar", ""), ""
    if request.method == "POST" and not refused and collects is not None:
        try:
            begun = begin_for(
                payer=found.payer,
                basket=Basket(
                    form_key=form_key_of(request), instalments=chosen, amount=amount_of(amount)
                ),
                provider=collects,
            )
        except (CannotPay, CannotAllocate) as refusal:
            error = words_of(refusal.why)
        else:
            access.remember(request, begun.public_id)
            return _to(send(request, begun, collects, PAGES))
    debts = found.payer.debts(terms_of(timezone.localdate()))
    options = options_of(debts, chosen, is_sent=request.method == "POST")
    context = {
        "page": _page_of(_("Debts to be paid")),
        "initials": initials_of(debts),
        "options": options,
        "total": sum((one["part"].total for one in options), Decimal("0.00")),
        "amount": amount,
        "error": error,
        "fresh": fresh,
        "why_not": refused,
        "begun": _open_attempts(request),
        "form_key": uuid.uuid4(),
        "minutes": settings.PAYMENT_MINUTES,
    }
    return render(request, "debts/quick/basket.jinja", context, status=422 if error else 200)


@never_cache
@require_safe
def attempt(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show how an attempt stands; the provider is asked once its time is over."""
    found = brought_on(request, _own(request, public_id), provider(), PAGES)
    context = {"page": _page_of(_("Payment")), **standing(found)}
    return render(request, "debts/quick/attempt.jinja", context)


@never_cache
@require_safe
def came_back(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take somebody back from the provider: it is asked, for its message may be late or lost."""
    found, collects = _own(request, public_id), provider()
    if collects is not None:
        ask_provider(attempt=found, provider=collects)
    return _to(found)


@never_cache
@require_POST
def cancel(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give an attempt up and release its debts."""
    found, collects = _own(request, public_id), provider()
    if collects is not None:
        give_up(attempt=found, provider=collects)
    return _to(found)


@never_cache
@require_safe
def receipt(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give the receipt as PDF: with initials, without a number of a person."""
    made = receipt_of(_own(request, public_id))
    items = items_of(made.attempt)
    name = initials_of(item.instalment for item in items)
    return receipt_file(request, made, items, name=name, number="")


def _open_attempts(request: HttpRequest) -> list[Attempt]:
    ids = access.attempts_of(request)
    return list(Attempt.objects.filter(public_id__in=ids, status__in=OPEN)) if ids else []


def _own(request: HttpRequest, public_id: uuid.UUID) -> Attempt:
    if str(public_id) not in access.attempts_of(request):
        raise Http404
    rows = Attempt.objects.select_related("receipt").filter(public_id=public_id, owner=None)
    found = rows.first()
    if found is None:
        raise Http404
    return found


def _to(found: Attempt) -> HttpResponse:
    return HttpResponseRedirect(reverse("debts_quick_attempt", args=[found.public_id]))


def _page_of(title: str) -> dict[str, Any]:
    start = {"title": _("Look up and pay"), "url": reverse("debts_quick")}
    crumbs = [start, {"title": title}]
    return {"title": title, "robots": "noindex", "kind": "account", "breadcrumbs": crumbs}
