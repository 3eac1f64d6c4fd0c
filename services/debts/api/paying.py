"""Starting a payment, how it stands, giving it up."""

import uuid
from decimal import Decimal

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header, Path, Router

from accounts.profiles.models import CitizenProfile
from content.api.problems import Problem
from services.cases.schemas import ProblemOut
from services.debts import payloads
from services.debts.access import PAYING, record_use
from services.debts.actions.payments import (
    Basket,
    CannotPay,
    begin_attempt,
    give_up,
    send_to_provider,
)
from services.debts.allocation import CannotAllocate
from services.debts.api.session import WHO, private, whose
from services.debts.models import Attempt
from services.debts.payments.provider import Provider, ProviderAway, provider
from services.debts.payments.states import OPEN
from services.debts.queries.payments import attempt_of, items_of
from services.debts.queries.source import freshness
from services.debts.schemas import PaymentIn, PaymentOut

router = Router()
ID = Path(description="Id of the payment. / Ödemenin kimliği.")
KEY = Header(
    description="A UUID of yours; sent again, it is the same payment. / Yinelenirse aynı ödeme."
)


@router.post(
    "/payments",
    response={
        **{200: PaymentOut, 201: PaymentOut, 400: ProblemOut, **WHO},
        **{409: ProblemOut, 422: ProblemOut, 503: ProblemOut},
    },
    summary="Start paying / Ödemeye başla",
    operation_id="start_payment",
)
def start_payment(
    request: HttpRequest,
    body: PaymentIn,
    idempotency_key: uuid.UUID = KEY,
) -> HttpResponse:
    """Hold the debts, freeze the amounts, give the page where it is paid.

    201 for a new payment, 200 for one with this key. Borçları kilitler, tutarı dondurur.
    """
    profile = whose(request, PAYING)
    collects = provider()
    if collects is None or freshness().why_not:
        raise Problem("payments_off")
    known = Attempt.objects.filter(form_key=idempotency_key).exists()
    basket = Basket(
        form_key=idempotency_key,
        instalments=frozenset(body.instalments),
        amount=Decimal(body.amount) if body.amount else None,
    )
    found = _begun(request, profile, basket, collects)
    found = _sent(request, found, collects)
    return _payment(found, status=200 if known else 201)


@router.get(
    "/payments/{payment_id}",
    response={200: PaymentOut, **WHO, 404: ProblemOut},
    summary="How a payment stands / Ödemenin durumu",
    operation_id="get_payment",
)
def get_payment(request: HttpRequest, payment_id: uuid.UUID = ID) -> HttpResponse:
    """Ask every few seconds. An order whose time is over is closed. Birkaç saniyede bir sorun."""
    found = _own(whose(request, PAYING), payment_id)
    collects = provider()
    if collects is not None and found.status in OPEN:
        if found.expires_at <= timezone.now():
            found = give_up(attempt=found, provider=collects)
        else:
            found = _sent(request, found, collects)
    return _payment(found)


@router.post(
    "/payments/{payment_id}/cancel",
    response={200: PaymentOut, **WHO, 404: ProblemOut},
    summary="Give a payment up / Ödemeden vazgeç",
    operation_id="cancel_payment",
)
def cancel_payment(request: HttpRequest, payment_id: uuid.UUID = ID) -> HttpResponse:
    """Free the debts, unless it is paid meanwhile. Ödenmediyse borçları serbest bırakır."""
    found = _own(whose(request, PAYING), payment_id)
    collects = provider()
    if collects is not None:
        found = give_up(attempt=found, provider=collects)
    return _payment(found)


def _begun(
    request: HttpRequest, profile: CitizenProfile, basket: Basket, collects: Provider
) -> Attempt:
    """Begin; a key that stands for something else is refused, never taken for it."""
    try:
        with transaction.atomic():
            found = begin_attempt(profile=profile, basket=basket, provider=collects)
            record_use(request, PAYING, str(found.public_id))
    except CannotPay as error:
        if error.why == "held":
            mine = {"payment": str(error.attempt.public_id)} if error.attempt else {}
            raise Problem("held_by_a_payment", **mine) from error
        raise Problem("cannot_pay", why=error.why) from error
    except CannotAllocate as error:
        raise Problem("cannot_pay", why=error.why) from error
    items = set(found.items.values_list("instalment_id", flat=True))
    other = basket.amount is not None and basket.amount != found.amount
    if other or not items <= basket.instalments:
        raise Problem("key_used_already")
    return found


def _sent(request: HttpRequest, found: Attempt, collects: Provider) -> Attempt:
    try:
        return send_to_provider(
            attempt=found, provider=collects, address=request.build_absolute_uri
        )
    except ProviderAway:
        return found  # `pay_url` stays empty; the next question tries again


def _own(profile: CitizenProfile, public_id: uuid.UUID) -> Attempt:
    found = attempt_of(profile, public_id)
    if found is None:
        raise Problem("not_found")
    return found


def _payment(found: Attempt, status: int = 200) -> HttpResponse:
    return private(payloads.payment(found, items_of(found)), status)
