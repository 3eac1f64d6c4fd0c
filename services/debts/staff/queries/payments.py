"""Payments as staff see them: at the till and online, by account."""

from uuid import UUID

from django.db.models import Exists, OuterRef

from services.debts.models import Attempt, AttemptItem, DebtAccount
from services.debts.payments.states import CHARGED

MOST = 30


def payments_on(account: DebtAccount) -> list[Attempt]:
    """Return the newest payments that paid something of an account. One query."""
    of_account = AttemptItem.objects.filter(
        attempt=OuterRef("pk"), instalment__assessment__account=account
    )
    rows = Attempt.objects.filter(Exists(of_account), status__in=CHARGED)
    return list(rows.select_related("receipt", "at_till").order_by("-pk")[:MOST])


def payment_by(public_id: UUID) -> Attempt | None:
    """Return a payment with its receipt and, from the till, its session."""
    rows = Attempt.objects.select_related(
        "receipt",
        "owner",
        "at_till__session__till",
        "at_till__session__cashier",
        "at_till__account",
    )
    return rows.filter(public_id=public_id, status__in=CHARGED).first()


def account_paid_by(attempt: Attempt) -> DebtAccount | None:
    """Return whose debts a payment paid: the account of the till, else of its first item."""
    till = getattr(attempt, "at_till", None)
    if till is not None:
        return DebtAccount.objects.filter(pk=till.account_id).first()
    return DebtAccount.objects.filter(
        assessments__instalments__in=attempt.items.values("instalment")
    ).first()
