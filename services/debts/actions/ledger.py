"""Writes to the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from services.debts.models import Book, EntryKind, LedgerEntry, Posting


class Unbalanced(ValueError):
    """Amounts that do not add up to zero."""


@dataclass(frozen=True, slots=True)
class Move:
    """An amount that comes into a book (positive) or leaves it (negative)."""

    book: Book
    amount: Decimal
    instalment: int | None = None


@transaction.atomic
def book_entry(
    *,
    kind: EntryKind,
    reference: str,
    moves: Iterable[Move],
    reason: str = "",
    at: datetime | None = None,
) -> LedgerEntry:
    """Add an entry; amounts of zero are left out.

    The database checks the same at commit, and refuses a kind and reference it has already.

    Raises:
        Unbalanced: Nothing was written.
        IntegrityError: It is booked already.
    """
    kept = [move for move in moves if move.amount != 0]
    if len(kept) < 2 or sum(move.amount for move in kept) != 0:
        raise Unbalanced(f"{kind} {reference}: {[str(move.amount) for move in kept]}")
    entry = LedgerEntry.objects.create(
        kind=kind, reference=reference, reason=reason, at=at or timezone.now()
    )
    Posting.objects.bulk_create(
        [
            Posting(
                entry=entry,
                book=move.book,
                amount=move.amount,
                instalment_id=move.instalment,
            )
            for move in kept
        ]
    )
    return entry
