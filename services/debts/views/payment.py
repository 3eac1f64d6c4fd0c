"""Paying: choosing, the attempt and how it stands, the provider's messages, receipts."""

import logging
import uuid
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.identity import mask_email, mask_name
from accounts.profiles.models import CitizenProfile
from services.debts.access import PAYING, READING, record_use
from services.debts.actions.payments import (
    Basket,
    CannotPay,
    ask_provider,
    begin_attempt,
    give_up,
    settle,
)
from services.debts.allocation import CannotAllocate
from services.debts.letters import TooOften, mail_again
from services.debts.models import Attempt
from services.debts.payments.provider import BadCallback, provider
from services.debts.queries.citizen import debts_of, terms_of
from services.debts.queries.payments import (
    attempt_of,
    items_of,
    open_attempt_of,
    receipt_by_code,
    receipts_of,
)
from services.debts.queries.source import freshness
from services.debts.views.parts import for_debtor, for_payer, name_of
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

logger = logging.getLogger(__name__)
LARGEST_MESSAGE = 20_000


@for_payer
@require_http_methods(["GET", "POST"])
def basket(request: HttpRequest, profile: CitizenProfile) -> HttpResponse:
    """Offer what can be paid; begin an attempt with what was chosen."""
    collects = provider()
    fresh = freshness()
    refused = why_not(fresh, collects)
    error = ""
    sent = sent_of(request)
    chosen, amount = chosen_of(sent), sent.get("tutar", "")
    if request.method == "POST" and not refused and collects is not None:
        try:
            return _begin(request, profile, collects, chosen, amount)
        except CannotPay as refusal:
            if refusal.attempt is not None:
                return _to(refusal.attempt)
            error = words_of(refusal.why)
        except CannotAllocate as refusal:
            error = words_of(refusal.why)
    debts = debts_of(profile, terms_of(timezone.localdate()))
    options = options_of(debts, chosen, is_sent=request.method == "POST")
    context = {
        "options": options,
        "total": sum((one["part"].total for one in options if one["checked"]), Decimal("0.00")),
        "amount": amount,
        "error": error,
        "fresh": fresh,
        "why_not": refused,
        "open_attempt": open_attempt_of(profile),
        "form_key": uuid.uuid4(),
        "minutes": settings.PAYMENT_MINUTES,
    }
    return render(request, "debts/basket.jinja", context, status=422 if error else 200)


@for_payer
@require_safe
def attempt(request: HttpRequest, profile: CitizenProfile, public_id: uuid.UUID) -> HttpResponse:
    """Show how an attempt stands; the provider is asked once its time is over."""
    found = brought_on(request, _own(profile, public_id), provider())
    return render(request, "debts/attempt.jinja", standing(found))


@for_payer
@require_safe
def came_back(request: HttpRequest, profile: CitizenProfile, public_id: uuid.UUID) -> HttpResponse:
    """Take somebody back from the provider: it is asked, for its message may be late or lost."""
    found = _own(profile, public_id)
    collects = provider()
    if collects is not None:
        ask_provider(attempt=found, provider=collects)
    return _to(found)


@for_payer
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, profile: CitizenProfile, public_id: uuid.UUID) -> HttpResponse:
    """Give an attempt up and release its debts; who signed in meanwhile comes back by GET."""
    found = _own(profile, public_id)
    collects = provider()
    if request.method == "POST" and collects is not None:
        give_up(attempt=found, provider=collects)
    return _to(found)


@csrf_exempt
@never_cache
@require_POST
def message(request: HttpRequest) -> HttpResponse:
    """Take the provider's message; only its signature counts, not where it comes from."""
    collects = provider()
    if collects is None:
        raise Http404
    body = request.body
    if len(body) > LARGEST_MESSAGE:
        return HttpResponse(status=413)
    try:
        news = collects.read_callback(request.headers, body)
    except BadCallback as error:
        logger.warning("A message of the payment provider was refused: %s", error)
        return HttpResponse(status=400)
    if settle(news=news) is None:
        logger.warning("A message for an unknown order: %s", news.order)
        return HttpResponse(status=404)
    return HttpResponse("ok", content_type="text/plain")


@for_debtor
@require_safe
def receipts(request: HttpRequest, profile: CitizenProfile) -> HttpResponse:
    """List somebody's receipts."""
    return render(request, "debts/receipts.jinja", {"receipts": receipts_of(profile)})


@for_debtor
@require_safe
def receipt(request: HttpRequest, profile: CitizenProfile, public_id: uuid.UUID) -> HttpResponse:
    """Give the receipt of a payment as PDF."""
    made = receipt_of(_own(profile, public_id))
    record_use(request, READING, str(made))
    return receipt_file(
        request,
        made,
        items_of(made.attempt),
        name=name_of(profile),
        number=profile.masked_identity_number,
    )


@for_debtor
@require_http_methods(["GET", "HEAD", "POST"])
def receipt_again(
    request: HttpRequest, profile: CitizenProfile, public_id: uuid.UUID
) -> HttpResponse:
    """Mail a receipt once more, to its owner's address and to no other; by GET as `cancel`."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("debts_receipts"))
    made = receipt_of(_own(profile, public_id))
    record_use(request, READING, str(made))
    try:
        mail_again(made)
    except TooOften:
        messages.warning(request, _("It was sent three times today. Look among unwanted mail."))
    else:
        where = mask_email(profile.user.email)
        messages.success(request, _("The receipt is on its way to %(where)s.") % {"where": where})
    return HttpResponseRedirect(reverse("debts_receipts"))


@never_cache
@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Tell whoever holds a receipt whether it is genuine; nobody is named in full."""
    found = receipt_by_code(code)
    context = {
        "receipt": found,
        "name": mask_name(found.attempt.owner.get_full_name())
        if found and found.attempt.owner
        else "",
    }
    return render(request, "debts/verify.jinja", context, status=200 if found else 404)


def _begin(
    request: HttpRequest, profile: CitizenProfile, collects: Any, chosen: frozenset[int], text: str
) -> HttpResponse:
    wanted = Basket(form_key=form_key_of(request), instalments=chosen, amount=amount_of(text))
    with transaction.atomic():
        begun = begin_attempt(profile=profile, basket=wanted, provider=collects)
        record_use(request, PAYING, str(begun.public_id))
    return _to(send(request, begun, collects))


def _own(profile: CitizenProfile, public_id: uuid.UUID) -> Attempt:
    found = attempt_of(profile, public_id)
    if found is None:
        raise Http404
    return found


def _to(found: Attempt) -> HttpResponse:
    return HttpResponseRedirect(reverse("debts_attempt", args=[found.public_id]))
