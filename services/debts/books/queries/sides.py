"""Both sides of lines, for comparing. A fixed number of queries, however many lines."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from services.debts.books.comparing import Key, Side
from services.debts.books.models import Difference, LineKind, SettledRow, Settlement
from services.debts.days import span_of
from services.debts.models import Attempt, Book, EntryKind, LedgerEntry, Refund


def keys_of_file(settlement: Settlement) -> set[Key]:
    """Return what stands in a file."""
    return set(settlement.lines.values_list("kind", "order", "key"))


def keys_of_day(provider: str, day: date) -> set[Key]:
    """Return what was charged and paid back here on a local day, by the ledger's time."""
    begin, end = span_of(day, day)
    names = LedgerEntry.objects.filter(kind=EntryKind.PAYMENT, at__gte=begin, at__lt=end)
    orders = [_uuid(name) for name in names.values_list("reference", flat=True)]
    charged = Attempt.objects.filter(
        provider=provider, public_id__in=[one for one in orders if one is not None]
    )
    refunds = Refund.objects.filter(
        attempt__provider=provider, book=Book.PROVIDER, done_at__gte=begin, done_at__lt=end
    ).values_list("attempt__public_id", "key")
    return {
        *(
            (LineKind.CHARGE.value, one, None)
            for one in charged.values_list("public_id", flat=True)
        ),
        *((LineKind.REFUND.value, order, key) for order, key in refunds),
    }


def keys_of_open() -> set[Key]:
    """Return what differed and is not settled."""
    rows = Difference.objects.filter(ended_at=None)
    return set(rows.values_list("kind", "order", "key"))


def theirs(provider: str, keys: Collection[Key]) -> dict[Key, Side]:
    """Return how the provider has lines; the latest file counts."""
    rows = SettledRow.objects.filter(
        order__in={key[1] for key in keys}, settlement__provider=provider
    ).order_by("settlement__day", "pk")
    return {(row.kind, row.order, row.key): Side(row.state, row.amount) for row in rows}


def ours(provider: str, keys: Collection[Key]) -> dict[Key, Side]:
    """Return how we have lines."""
    orders = {key[1] for key in keys}
    attempts = Attempt.objects.filter(public_id__in=orders, provider=provider)
    refunds = Refund.objects.filter(
        attempt__public_id__in=orders, attempt__provider=provider, book=Book.PROVIDER
    ).select_related("attempt")
    found: dict[Key, Side] = {
        (LineKind.CHARGE.value, one.public_id, None): Side(one.status, one.charged, one.amount)
        for one in attempts
    }
    for refund in refunds:
        key = (LineKind.REFUND.value, refund.attempt.public_id, refund.key)
        found[key] = Side("done" if refund.done_at else "asked", refund.amount)
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
