"""Voids and refunds as they are carried out, under the lock of their proposal."""

from decimal import Decimal

from django.utils import timezone

from services.debts.actions.refunds import RefundRefused, ask_refund, book_refund
from services.debts.models import Attempt, Book
from services.debts.payments.provider import provider
from services.debts.staff.actions.payments import PROVIDER
from services.debts.staff.models import Means, Proposal, TillPayment, TillSession
from services.debts.staff.queries.tills import BOOKS
from services.debts.staff.words import DeskRefused

ZERO = Decimal("0.00")
REFUNDABLE = ("succeeded", "partly_refunded", "held")


def check_void(payment: TillPayment) -> None:
    """Refuse what is not of today, of a closed till, or paid back already."""
    today = timezone.localdate()
    session = TillSession.objects.get(pk=payment.session_id)
    is_today = timezone.localdate(payment.attempt.created_at) == today
    untouched = payment.attempt.given_back == 0 and payment.attempt.status == "succeeded"
    if session.closed_at is not None or not is_today or not untouched:
        raise DeskRefused("not_void")


def check_refund(attempt: Attempt, amount: Decimal, *, by_hand: bool, document: str) -> None:
    """Refuse more than is left, and a way that is not there."""
    left = left_of(attempt)
    if attempt.status not in REFUNDABLE or not ZERO < amount <= left:
        raise DeskRefused("not_refund")
    if by_hand and not document.strip():
        raise DeskRefused("no_document")
    if not by_hand and attempt.provider == PROVIDER:
        raise DeskRefused("by_provider")
    if not by_hand and provider() is None:
        raise DeskRefused("no_provider")


def left_of(attempt: Attempt) -> Decimal:
    """Return what can still be paid back, promised refunds taken off."""
    waiting = (one.amount for one in attempt.refunds.filter(done_at=None))
    return attempt.charged - attempt.given_back - sum(waiting, ZERO)


def void(proposal: Proposal) -> None:
    """Book a payment of today back out of the book it went to, as if it had not been."""
    payment = TillPayment.objects.get(attempt=proposal.attempt_id)
    # The session before the attempt: a close that runs waits, or is waited for.
    TillSession.objects.select_for_update().get(pk=payment.session_id)
    payment = TillPayment.objects.select_related("attempt").get(pk=payment.pk)
    check_void(payment)
    _pay_out(proposal, payment.attempt, BOOKS[Means(payment.means)])
    payment.voided_at = timezone.now()
    payment.save(update_fields=["voided_at"])


def refund(proposal: Proposal) -> None:
    """Promise a refund to the provider, or book one that the municipality pays itself."""
    attempt = Attempt.objects.get(proposals=proposal)
    check_refund(attempt, proposal.amount, by_hand=proposal.by_hand, document=proposal.document)
    _pay_out(proposal, attempt, Book.BANK if proposal.by_hand else Book.PROVIDER)


def _pay_out(proposal: Proposal, attempt: Attempt, book: Book) -> None:
    reason = " · ".join(filter(None, [proposal.reason, proposal.document]))[:300]
    try:
        made = ask_refund(
            attempt=attempt, amount=proposal.amount, reason=reason, key=proposal.key, book=book
        )
    except RefundRefused as error:
        raise DeskRefused("not_refund") from error
    proposal.refund = made
    if book is not Book.PROVIDER:
        book_refund(refund=made)
