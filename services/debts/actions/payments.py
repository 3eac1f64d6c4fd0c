"""Begins attempts to pay, settles them, gives them up.

The order of steps is what keeps money right: an attempt and its locks are committed before the
provider hears of it, and the provider's word alone ends it. Killed between any two steps, the rest
is done by `settle_open`, which asks the provider.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.profiles.models import CitizenProfile
from services.debts.actions.ledger import Move, book_entry
from services.debts.actions.receipts import issue_receipt
from services.debts.allocation import allocate
from services.debts.letters import mail_receipt
from services.debts.models import (
    Assessment,
    Attempt,
    AttemptItem,
    Book,
    EntryKind,
    Instalment,
    PaymentLink,
)
from services.debts.payers import Payer, payer_of
from services.debts.payments.provider import News, Order, OrderState, Provider, ProviderAway
from services.debts.payments.states import ATTEMPT_STATES, CHARGED, OPEN
from services.debts.queries.citizen import terms_of
from services.debts.reckoning import dues_of
from services.debts.states import STATES, after_amounts
from services.debts.ticks import within

logger = logging.getLogger(__name__)
ZERO = Decimal("0.00")
PAGES = "/e-belediye/borc/odeme/"


class CannotPay(Exception):
    """An attempt that does not begin.

    Attributes:
        why: `nothing` (nothing of it is owed any more), `held` (by another attempt).
        attempt: The attempt that holds it, if it is the same person's.
    """

    def __init__(self, why: str, attempt: Attempt | None = None) -> None:
        """Keep both."""
        super().__init__(why)
        self.why, self.attempt = why, attempt


@dataclass(frozen=True, kw_only=True, slots=True)
class Basket:
    """What somebody wants to pay: instalments, and how much if not all."""

    form_key: UUID
    instalments: frozenset[int]
    amount: Decimal | None = None


def begin_attempt(*, profile: CitizenProfile, basket: Basket, provider: Provider) -> Attempt:
    """Begin an attempt of a citizen; see `begin_for`."""
    return begin_for(payer=payer_of(profile), basket=basket, provider=provider)


@transaction.atomic
def begin_for(*, payer: Payer, basket: Basket, provider: Provider) -> Attempt:
    """Freeze amounts, lock the debts and return the attempt; the known one for a known form.

    Raises:
        CannotPay: Nothing was locked.
        CannotAllocate: An amount that does not fit.
    """
    if payer.link is not None:  # two tabs with one link: the second sees what the first has paid
        PaymentLink.objects.select_for_update().get(pk=payer.link.pk)
        if not PaymentLink.objects.alive().filter(pk=payer.link.pk).exists():
            raise CannotPay("nothing")
    own = payer.instalments.filter(pk__in=basket.instalments)
    # Whoever comes second waits here, and then sees what the first one holds.
    locked = list(own.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    known = Attempt.objects.filter(form_key=basket.form_key).first()
    if known is not None:
        if not payer.began(known):
            raise CannotPay("nothing")
        return known
    holder = (
        AttemptItem.objects.filter(instalment__in=locked, holds=True)
        .select_related("attempt")
        .first()
    )
    if holder is not None:
        mine = payer.user is not None and holder.attempt.owner_id == payer.user.pk
        raise CannotPay("held", holder.attempt if mine else None)
    now = timezone.now()
    terms = terms_of(timezone.localdate(now))
    chosen = set(locked)
    dues = [due for due in dues_of(payer.debts(terms)) if due.key in chosen]
    if not dues:
        raise CannotPay("nothing")
    whole = sum((due.total for due in dues), ZERO)
    shares = allocate(whole if basket.amount is None else basket.amount, dues)
    attempt = Attempt.objects.create(
        form_key=basket.form_key,
        owner=payer.user,
        link=payer.link,
        amount=sum((share.total for share in shares), ZERO),
        fee_day=terms.day,
        expires_at=now + timedelta(minutes=settings.PAYMENT_MINUTES),
        provider=provider.name,
        created_at=now,
    )
    AttemptItem.objects.bulk_create(
        AttemptItem(
            attempt=attempt, instalment_id=share.key, principal=share.principal, fee=share.fee
        )
        for share in shares
    )
    return attempt


def send_to_provider(
    *, attempt: Attempt, provider: Provider, address: Callable[[str], str], pages: str = PAGES
) -> Attempt:
    """Tell the provider of an attempt; return it with the address where it is paid.

    Outside of a transaction: nothing is locked while the provider is asked. When it does not
    answer the attempt stays as it is, and the next look at it asks again.

    Args:
        attempt: One that has begun.
        provider: Who collects.
        address: Makes a whole address of a path.
        pages: Where the pages of attempts are to which the payer comes back.
    """
    if attempt.status != "created":
        return attempt
    order = Order(
        id=attempt.public_id,
        amount=attempt.amount,
        expires_at=attempt.expires_at,
        return_url=address(f"{pages}{attempt.public_id}/donus/"),
        callback_url=address(f"{PAGES}bildirim/"),
    )
    pay_url = provider.create(order)[:500]
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
        if attempt.status == "created":
            attempt.status, attempt.pay_url = "redirected", pay_url
            attempt.save(update_fields=["status", "pay_url"])
    return attempt


@transaction.atomic
def settle(*, news: News) -> Attempt | None:
    """Take what the provider says; return the attempt, None for an order that is not ours.

    Whoever says it first wins and all others change nothing: the callback, the return, the second
    callback, the clock. A charge is always booked, also one that is late, too much or too little.
    """
    attempt = Attempt.objects.select_for_update().filter(public_id=news.order).first()
    if attempt is None:
        return None
    if news.state is OrderState.PAID:
        if attempt.status not in CHARGED:
            _book_charge(attempt, news)
    elif news.state in {OrderState.DECLINED, OrderState.VOID} and attempt.status in OPEN:
        _end(attempt, "failed" if news.state is OrderState.DECLINED else "expired")
    return attempt


def ask_provider(*, attempt: Attempt, provider: Provider) -> Attempt:
    """Ask how an attempt stands and settle it; unchanged when the provider does not answer."""
    if attempt.status not in OPEN:
        return attempt
    try:
        return settle(news=provider.query(attempt.public_id)) or attempt
    except ProviderAway:
        return attempt


def give_up(*, attempt: Attempt, provider: Provider) -> Attempt:
    """Close an attempt at the provider and release its debts; paid meanwhile, it is settled.

    The debts stay locked while the provider does not answer: released without its word, they
    could be paid twice.
    """
    if attempt.status not in OPEN:
        return attempt
    try:
        return settle(news=provider.void(attempt.public_id)) or attempt
    except ProviderAway:
        return attempt


def settle_open(*, provider: Provider, limit: int = 200) -> int:
    """Settle what nobody told us of, and give up what ran out; return how many ended.

    Called by the clock: for callbacks that never came and for processes that were killed. While a
    provider hangs, each call waits for it in vain, so it does not go on for longer than a tick.
    """
    now = timezone.now()
    silent = now - timedelta(seconds=settings.PAYMENT_POLL_SECONDS)
    rows = Attempt.objects.filter(status__in=OPEN, created_at__lt=silent).order_by("created_at")
    ended = 0
    for attempt in within(rows[:limit]):
        over = attempt.expires_at <= now
        try:
            found = ask_provider(attempt=attempt, provider=provider)
            if found.status in OPEN and over:
                found = give_up(attempt=found, provider=provider)
            ended += found.status not in OPEN
        except Exception:  # one attempt that cannot be settled must not stop the others
            logger.exception("An attempt could not be settled: %s", attempt.public_id)
    return ended


def _book_charge(attempt: Attempt, news: News) -> None:
    """Book a charge under the attempt's lock: each item that is still owed, the rest unapplied."""
    attempt.charged, attempt.provider_ref = news.amount, news.reference
    if news.amount != attempt.amount or news.amount == 0:
        moves = [Move(Book.PROVIDER, news.amount), Move(Book.UNAPPLIED, -news.amount)]
        if news.amount:
            book_entry(kind=EntryKind.PAYMENT, reference=str(attempt.public_id), moves=moves)
        attempt.unapplied = news.amount
        _end(attempt, "held")
        return
    items = list(attempt.items.order_by("instalment_id"))
    rows = _locked(item.instalment_id for item in items)
    moves = [Move(Book.PROVIDER, news.amount)]
    for item in items:
        row = rows[item.instalment_id]
        item.applied = row.open_amount >= item.principal and STATES[row.assessment.status].payable
        if not item.applied:
            attempt.unapplied += item.principal + item.fee
            continue
        moves.append(Move(Book.RECEIVABLE, -item.principal, row.pk))
        moves.append(Move(Book.FEE, -item.fee, row.pk))
        row.collected_here += item.principal
        row.save(update_fields=["collected_here"])
    AttemptItem.objects.bulk_update(items, ["applied"])
    moves.append(Move(Book.UNAPPLIED, -attempt.unapplied))
    book_entry(kind=EntryKind.PAYMENT, reference=str(attempt.public_id), moves=moves)
    follow_amounts(row.assessment_id for row in rows.values())
    _end(attempt, "succeeded")
    mail_receipt(issue_receipt(attempt=attempt))


def follow_amounts(assessments: Iterable[int]) -> None:
    """Let assessments have the status their amounts make; the caller holds their instalments."""
    for row in (
        Assessment.objects.select_for_update().filter(pk__in=set(assessments)).order_by("pk")
    ):
        parts = list(row.instalments.all())
        status = after_amounts(
            row.status,
            open_amount=sum((part.open_amount for part in parts), ZERO),
            collected=sum((part.collected for part in parts), ZERO),
        )
        if status != row.status:
            row.status = status
            row.save(update_fields=["status"])


def _locked(pks: Iterable[int]) -> dict[int, Any]:
    rows = Instalment.objects.select_for_update(of=("self",)).select_related("assessment")
    return {row.pk: row for row in rows.filter(pk__in=list(pks)).order_by("pk")}


def _end(attempt: Attempt, status: str) -> None:
    """End an attempt: its debts are free again."""
    assert not ATTEMPT_STATES[status].open
    attempt.status, attempt.ended_at = status, timezone.now()
    attempt.save()
    attempt.items.update(holds=False)
