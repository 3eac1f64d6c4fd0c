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
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.letterhead import letterhead
from services.debts.actions.payments import (
    Basket,
    CannotPay,
    ask_provider,
    begin_for,
    give_up,
    send_to_provider,
)
from services.debts.allocation import CannotAllocate
from services.debts.models import Attempt
from services.debts.payments.provider import ProviderAway, provider
from services.debts.payments.states import ATTEMPT_STATES, OPEN
from services.debts.queries.citizen import terms_of
from services.debts.queries.payments import items_of
from services.debts.queries.source import freshness
from services.debts.quick import access
from services.debts.quick.access import Access
from services.debts.quick.names import initials_of
from services.debts.receipt_sheet import receipt_sheet
from services.debts.reckoning import Debt, dues_of
from services.debts.views.payment import amount_of, chosen_of, form_key_of, is_chosen, words_of

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
    why_not = fresh.why_not or (None if collects else _("Paying online is not set up here."))
    chosen, amount, error = chosen_of(request), request.POST.get("tutar", ""), ""
    if request.method == "POST" and not why_not and collects is not None:
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
            return _to(_sent(request, begun, collects))
    debts = found.payer.debts(terms_of(timezone.localdate()))
    options = _options(request, debts, chosen)
    context = {
        "page": _page_of(_("Debts to be paid")),
        "initials": initials_of(debts),
        "options": options,
        "total": sum((one["part"].total for one in options), Decimal("0.00")),
        "amount": amount,
        "error": error,
        "fresh": fresh,
        "why_not": why_not,
        "begun": _open_attempts(request),
        "form_key": uuid.uuid4(),
        "minutes": settings.PAYMENT_MINUTES,
    }
    return render(request, "debts/quick/basket.jinja", context, status=422 if error else 200)


@never_cache
@require_safe
def attempt(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show how an attempt stands; the provider is asked once its time is over."""
    found, collects = _own(request, public_id), provider()
    if collects is not None and found.status in OPEN:
        if found.expires_at <= timezone.now():
            found = give_up(attempt=found, provider=collects)
        elif found.status == "created":
            found = _sent(request, found, collects)
    left = max(0, int((found.expires_at - timezone.now()).total_seconds()))
    receipt = getattr(found, "receipt", None)
    context = {
        "page": _page_of(_("Payment")),
        "attempt": found,
        "state": ATTEMPT_STATES[found.status],
        "items": items_of(found),
        "receipt": receipt,
        "minutes_left": -(-left // 60),
    }
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
    found = _own(request, public_id)
    made = getattr(found, "receipt", None)
    if made is None:
        raise Http404
    made.attempt = found
    items = items_of(found)
    body = receipt_sheet(
        made,
        items,
        name=initials_of(item.instalment for item in items),
        number="",
        letterhead=letterhead(),
        verify_url=request.build_absolute_uri(reverse("debts_verify", args=[made.code])),
        language=get_language() or settings.LANGUAGE_CODE,
    )
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="makbuz-{made}.pdf"'
    return response


def _options(
    request: HttpRequest, debts: list[Debt], chosen: frozenset[int]
) -> list[dict[str, Any]]:
    keys = {due.key for due in dues_of(debts)}
    options: list[dict[str, Any]] = [
        {"debt": debt, "part": part, "checked": is_chosen(request, part, chosen)}
        for debt in debts
        for part in debt.parts
        if part.row.pk in keys
    ]
    return sorted(options, key=lambda one: one["part"].row.due_on)


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


def _sent(request: HttpRequest, found: Attempt, collects: Any) -> Attempt:
    try:
        return send_to_provider(
            attempt=found, provider=collects, address=request.build_absolute_uri, pages=PAGES
        )
    except ProviderAway:
        return found  # its page says so, and asks again


def _to(found: Attempt) -> HttpResponse:
    return HttpResponseRedirect(reverse("debts_quick_attempt", args=[found.public_id]))


def _page_of(title: str) -> dict[str, Any]:
    start = {"title": _("Look up and pay"), "url": reverse("debts_quick")}
    crumbs = [start, {"title": title}]
    return {"title": title, "robots": "noindex", "kind": "account", "breadcrumbs": crumbs}
