"""Pays back: what is owed to nobody, or a part of a payment."""

import logging
from contextlib import suppress
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from services.debts.actions.ledger import Move, book_entry
from services.debts.actions.payments import follow_amounts
from services.debts.allocation import Due, allocate
from services.debts.models import Attempt, AttemptItem, Book, EntryKind, Instalment, Refund
from services.debts.payments.provider import Provider, ProviderAway
from services.debts.ticks import within

logger = logging.getLogger(__name__)
ZERO = Decimal("0.00")


class RefundRefused(ValueError):
    """More than was charged and not paid back yet, or nothing."""


@transaction.atomic
def ask_refund(
    *, attempt: Attempt, amount: Decimal, reason: str, key: UUID, book: Book = Book.PROVIDER
) -> Refund:
    """Note that an amount is to be paid back; the same key again is the same refund.

    Args:
        attempt: What was paid.
        amount: Lira.
        reason: Why, for the ledger.
        key: Of the form or the proposal.
        book: What the money leaves; only `PROVIDER` is paid back without a person.

    Raises:
        RefundRefused: The amount does not fit what is left, promised refunds included.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    known = Refund.objects.filter(key=key).first()
    if known is not None:
        return known
    waiting = sum((one.amount for one in attempt.refunds.filter(done_at=None)), ZERO)
    if not ZERO < amount <= attempt.charged - attempt.given_back - waiting:
        raise RefundRefused(str(amount))
    return Refund.objects.create(key=key, attempt=attempt, amount=amount, reason=reason, book=book)


def pay_back(*, refund: Refund, provider: Provider) -> bool:
    """Have the provider pay back, then book it; False when it did not answer.

    Killed in between, it is asked again: the provider pays once for each key, and the ledger books
    a key once.
    """
    try:
        provider.refund(refund.attempt.public_id, refund.amount, refund.key)
    except ProviderAway:
        return False
    book_refund(refund=refund)
    return True


def pay_back_waiting(*, provider: Provider) -> int:
    """Pay back what waits, unapplied charges first of all; called by the clock."""
    for attempt in Attempt.objects.filter(status="succeeded", unapplied__gt=0, refunds=None)[:100]:
        with suppress(RefundRefused):  # somebody of the staff asked for a refund meanwhile
            ask_refund(
                attempt=attempt,
                amount=attempt.unapplied,
                reason="Borç başka yoldan ödenmiş",
                key=attempt.public_id,
            )
    waiting = Refund.objects.filter(done_at=None, book=Book.PROVIDER).select_related("attempt")
    paid = 0
    for refund in within(waiting[:100]):
        try:
            paid += pay_back(refund=refund, provider=provider)
        except Exception:  # one refund that cannot be booked must not stop the others
            logger.exception("A refund could not be paid back: %s", refund.key)
    return paid


@transaction.atomic
def book_refund(*, refund: Refund) -> None:
    """Book what was paid back, out of the refund's book; booked already, nothing changes."""
    attempt = Attempt.objects.select_for_update().get(pk=refund.attempt_id)
    refund = Refund.objects.select_for_update().get(pk=refund.pk)
    if refund.done_at is not None:
        return
    loose = min(refund.amount, attempt.unapplied)
    moves = [Move(Book(refund.book), -refund.amount), Move(Book.UNAPPLIED, loose)]
    rest = refund.amount - loose
    if rest:
        moves += _owed_again(attempt, rest)
    book_entry(kind=EntryKind.REFUND, reference=str(refund.key), moves=moves, reason=refund.reason)
    attempt.unapplied -= loose
    attempt.given_back += refund.amount
    whole = attempt.given_back == attempt.charged
    attempt.status = "refunded" if whole else "partly_refunded"
    attempt.save()
    refund.done_at = timezone.now()
    refund.save(update_fields=["done_at"])


def _owed_again(attempt: Attempt, amount: Decimal) -> list[Move]:
    """Let debts be owed again for what is paid back, in the order they were paid."""
    items = {item.instalment_id: item for item in attempt.items.filter(applied=True)}
    rows = {
        row.pk: row
        for row in Instalment.objects.select_for_update().filter(pk__in=items).order_by("pk")
    }
    dues = [
        Due(
            key=item.instalment_id,
            due_on=rows[item.instalment_id].due_on,
            principal=item.principal - item.back_principal,
            fee=item.fee - item.back_fee,
        )
        for item in items.values()
        if item.principal + item.fee > item.back_principal + item.back_fee
    ]
    moves = []
    for share in allocate(amount, dues):
        item, row = items[share.key], rows[share.key]
        item.back_principal += share.principal
        item.back_fee += share.fee
        row.collected_here -= share.principal
        row.save(update_fields=["collected_here"])
        moves.append(Move(Book.RECEIVABLE, share.principal, row.pk))
        moves.append(Move(Book.FEE, share.fee, row.pk))
    AttemptItem.objects.bulk_update(items.values(), ["back_principal", "back_fee"])
    follow_amounts(row.assessment_id for row in rows.values())
    return moves
