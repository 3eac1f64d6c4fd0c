"""Hands entries to the accounting system: each in one batch, each batch until it has arrived."""

from django.db import connection, transaction
from django.db.models import Max, Q, Sum
from django.utils import timezone

from services.debts.books.handover import Acknowledged, Target
from services.debts.books.models import Batch, BatchEntry
from services.debts.books.queries.batches import lines_of, waiting_batch
from services.debts.models import EntryKind, LedgerEntry, Posting

LOCK = 7_310_013  # one batch at a time
MOST = 5_000


@transaction.atomic
def make_batch(*, most: int = MOST) -> Batch | None:
    """Return the batch that has not arrived, else a new one; None where nothing is to be told.

    What the accounting system told us itself is not told back. Entries that commit later come with
    the next batch, whatever their ids.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    known = waiting_batch()
    if known is not None:
        return known
    entries = list(
        LedgerEntry.objects.exclude(kind=EntryKind.IMPORT)
        .filter(batch_entry=None)
        .order_by("pk")
        .values_list("pk", flat=True)[:most]
    )
    if not entries:
        return None
    debit = Posting.objects.filter(entry__in=entries, amount__gt=0).aggregate(sum=Sum("amount"))
    batch = Batch.objects.create(
        number=(Batch.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        entries=len(entries),
        debit=debit["sum"],
    )
    BatchEntry.objects.bulk_create(BatchEntry(batch=batch, entry_id=pk) for pk in entries)
    return batch


def send_batch(*, batch: Batch, target: Target) -> Batch:
    """Send a batch and mark what was taken; sent again, the other side books it once.

    Outside of a transaction. Killed after sending, the same batch is sent again.

    Raises:
        AccountingAway: Nothing was marked; the batch waits.
    """
    return acknowledge(batch=batch, said=target.send(batch.number, lines_of(batch)))


@transaction.atomic
def acknowledge(*, batch: Batch, said: Acknowledged | None = None) -> Batch:
    """Mark what the accounting system took; the batch has arrived when every entry is answered.

    Args:
        batch: Which one.
        said: What it said; None for a file that was taken over whole.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.acknowledged_at is not None:
        return batch
    now = timezone.now()
    parts = BatchEntry.objects.filter(batch=batch)
    if said is None:
        parts.update(acknowledged_at=now, refusal="")
    else:
        parts.filter(entry__in=said.taken).update(acknowledged_at=now, refusal="")
        for entry, why in said.refused.items():
            parts.filter(entry=entry, acknowledged_at=None).update(refusal=why or "?")
    if not parts.filter(Q(acknowledged_at=None) & Q(refusal="")).exists():
        batch.acknowledged_at = now
        batch.save(update_fields=["acknowledged_at"])
    return batch
