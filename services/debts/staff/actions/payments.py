"""Takes payments at the till: the same locks, allocation, ledger and receipts as online.

An instalment that an open online attempt holds is not taken, and what is taken here is gone when
the online one comes to settle: both lock the instalments in the order of their ids.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from services.debts.actions.ledger import Move, book_entry
from services.debts.actions.payments import follow_amounts
from services.debts.actions.receipts import issue_receipt
from services.debts.allocation import CannotAllocate, Due, Share, allocate
from services.debts.models import (
    Attempt,
    AttemptItem,
    Book,
    DebtAccount,
    EntryKind,
    Instalment,
)
from services.debts.queries.citizen import terms_of
from services.debts.queries.source import freshness
from services.debts.reckoning import dues_of
from services.debts.staff.models import Means, TillPayment, TillSession
from services.debts.staff.queries.accounts import citizen_behind, debts_of_account
from services.debts.staff.queries.tills import BOOKS
from services.debts.staff.words import DeskRefused

PROVIDER = "vezne"
ZERO = Decimal("0.00")


@dataclass(frozen=True, kw_only=True, slots=True)
class Taking:
    """What somebody pays at the till.

    Attributes:
        form_key: From the form: pressed twice, it is one payment.
        instalments: What was chosen.
        amount: Lira; None for all of what was chosen.
        shown_total: What the page said the chosen comes to; another total now is refused. None
            where it was not said.
        tendered: Cash that was handed over; zero for exactly the amount.
        document: Slip of the terminal or reference of the transfer.
    """

    form_key: UUID
    instalments: frozenset[int]
    means: Means
    amount: Decimal | None = None
    shown_total: Decimal | None = None
    tendered: Decimal = ZERO
    document: str = ""


def take_payment(*, account: DebtAccount, taking: Taking, cashier: Any) -> TillPayment:
    """Take a payment and return it with its receipt; for a known form the payment it made.

    Raises:
        DeskRefused: A key of `words.WORDS`; nothing was written.
    """
    try:
        return _take(account, taking, cashier)
    except CannotAllocate as error:
        raise DeskRefused(error.why) from error
    except IntegrityError:
        # The same form from two windows at once: whoever came second finds what the first made.
        known = _known(account, taking, cashier)
        if known is None:
            raise
        return known


@transaction.atomic
def _take(account: DebtAccount, taking: Taking, cashier: Any) -> TillPayment:
    session = (
        TillSession.objects.select_for_update(of=("self",))
        .filter(cashier=cashier, closed_at=None)
        .first()
    )
    known = _known(account, taking, cashier)
    if known is not None:
        return known
    if session is None:
        raise DeskRefused("no_session")
    if freshness().why_not:
        raise DeskRefused("stale")
    owner = citizen_behind(account)
    if owner is not None and owner.pk == cashier.pk:
        raise DeskRefused("own")
    shares = _shares(account, taking)
    amount = sum((share.total for share in shares), ZERO)
    change = _change(taking, amount)
    attempt = _attempt(taking, shares, amount, owner)
    _book(attempt, shares, BOOKS[taking.means])
    issue_receipt(attempt=attempt)
    return TillPayment.objects.create(
        attempt=attempt,
        session=session,
        account=account,
        means=taking.means,
        tendered=(taking.tendered or amount) if taking.means == Means.CASH else ZERO,
        change=change,
        document="" if taking.means == Means.CASH else taking.document.strip(),
    )


def _known(account: DebtAccount, taking: Taking, cashier: Any) -> TillPayment | None:
    attempt = Attempt.objects.filter(form_key=taking.form_key).first()
    if attempt is None:
        return None
    known = TillPayment.objects.filter(attempt=attempt).select_related("session").first()
    if known is None or known.account_id != account.pk or known.session.cashier_id != cashier.pk:
        raise DeskRefused("key")
    return known


def _shares(account: DebtAccount, taking: Taking) -> tuple[Share, ...]:
    """Lock what was chosen and spread the amount over it."""
    rows = Instalment.objects.filter(pk__in=taking.instalments, assessment__account=account)
    chosen = set(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    if AttemptItem.objects.filter(instalment__in=chosen, holds=True).exists():
        raise DeskRefused("held")
    terms = terms_of(timezone.localdate())
    dues = [due for due in dues_of(debts_of_account(account, terms)) if due.key in chosen]
    if not dues or chosen != taking.instalments or len(dues) != len(chosen):
        raise DeskRefused("changed" if taking.instalments else "nothing")
    whole = _whole(dues)
    if taking.shown_total is not None and taking.shown_total != whole:
        raise DeskRefused("changed")
    return allocate(whole if taking.amount is None else taking.amount, dues)


def _whole(dues: list[Due]) -> Decimal:
    return sum((due.total for due in dues), ZERO)


def _change(taking: Taking, amount: Decimal) -> Decimal:
    if taking.means != Means.CASH:
        if not taking.document.strip():
            raise DeskRefused("no_document")
        return ZERO
    if taking.tendered and taking.tendered < amount:
        raise DeskRefused("short")
    return taking.tendered - amount if taking.tendered else ZERO


def _attempt(taking: Taking, shares: tuple[Share, ...], amount: Decimal, owner: Any) -> Attempt:
    now = timezone.now()
    attempt = Attempt.objects.create(
        form_key=taking.form_key,
        owner=owner.user if owner else None,
        status="succeeded",
        amount=amount,
        charged=amount,
        fee_day=timezone.localdate(now),
        expires_at=now,
        ended_at=now,
        created_at=now,
        provider=PROVIDER,
        provider_ref=taking.document.strip()[:64],
    )
    AttemptItem.objects.bulk_create(
        AttemptItem(
            attempt=attempt,
            instalment_id=share.key,
            principal=share.principal,
            fee=share.fee,
            applied=True,
            holds=False,
        )
        for share in shares
    )
    return attempt


def _book(attempt: Attempt, shares: tuple[Share, ...], book: Book) -> None:
    rows = {
        row.pk: row for row in Instalment.objects.filter(pk__in=[share.key for share in shares])
    }
    moves = [Move(book, attempt.amount)]
    for share in shares:
        row = rows[share.key]
        row.collected_here += share.principal
        row.save(update_fields=["collected_here"])
        moves.append(Move(Book.RECEIVABLE, -share.principal, row.pk))
        moves.append(Move(Book.FEE, -share.fee, row.pk))
    book_entry(kind=EntryKind.PAYMENT, reference=str(attempt.public_id), moves=moves)
    follow_amounts(row.assessment_id for row in rows.values())
