"""Reads of tills: the open session, what is in the drawer, what was paid in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from services.debts.models import Book, Posting
from services.debts.staff.models import Means, Till, TillPayment, TillSession

ZERO = Decimal("0.00")
BOOKS = {Means.CASH: Book.CASH, Means.CARD: Book.TERMINAL, Means.TRANSFER: Book.BANK}


@dataclass(frozen=True, slots=True)
class SessionSum:
    """What came in by one means, voids taken off."""

    means: Means
    count: int
    amount: Decimal


def open_session_of(user: Any) -> TillSession | None:
    """Return the cashier's open session."""
    rows = TillSession.objects.filter(cashier=user, closed_at=None)
    return rows.select_related("till", "cashier").first()


def free_tills() -> QuerySet[Till]:
    """Return the tills that nobody has open."""
    taken = TillSession.objects.filter(till=OuterRef("pk"), closed_at=None)
    return Till.objects.filter(~Exists(taken), is_active=True)


def expected_cash(session: TillSession) -> Decimal:
    """Return what the ledger says is in the drawer. Three queries."""
    return session.opening_cash + _booked(session).get(Book.CASH, ZERO)


def sums_of(session: TillSession) -> list[SessionSum]:
    """Return what came in by each means, by the ledger. Four queries."""
    booked = _booked(session)
    counts = dict(
        session.payments.filter(voided_at=None)
        .order_by()
        .values_list("means")
        .annotate(count=Count("pk"))
    )
    return [
        SessionSum(means, counts.get(str(means), 0), booked.get(book, ZERO))
        for means, book in BOOKS.items()
    ]


def in_drawer(session: TillSession, sums: Iterable[SessionSum]) -> Decimal:
    """Return the same as `expected_cash` of sums that are known already. No query."""
    cash = (one.amount for one in sums if one.means == Means.CASH)
    return session.opening_cash + sum(cash, ZERO)


def payments_of(session: TillSession) -> QuerySet[TillPayment]:
    """Return the payments of a session, the newest first."""
    rows = session.payments.select_related("attempt__receipt", "account")
    return rows.order_by("-pk")


def sessions(user: Any, *, sees_all: bool) -> QuerySet[TillSession]:
    """Return the sessions of all tills, or the cashier's own, the newest first."""
    rows = TillSession.objects.select_related("till", "cashier")
    return rows if sees_all else rows.filter(cashier=user)


def _booked(session: TillSession) -> dict[str, Decimal]:
    """Return what the session's payments and their voids put into each book; by the ledger."""
    payments = session.payments.values_list("attempt__public_id", "pk")
    references = [str(public_id) for public_id, _pk in payments]
    voided = session.payments.filter(voided_at__isnull=False)
    keys = voided.values_list("attempt__refunds__key", flat=True)
    rows = (
        Posting.objects.filter(
            Q(entry__kind="payment", entry__reference__in=references)
            | Q(entry__kind="refund", entry__reference__in=[str(key) for key in keys]),
            book__in=list(BOOKS.values()),
        )
        .order_by()
        .values_list("book")
        .annotate(total=Sum("amount"))
    )
    return dict(rows)
