"""The lines of a batch."""

from typing import Any

from django.utils import timezone

from services.debts.books.models import Batch
from services.debts.models import Posting


def lines_of(batch: Batch) -> list[dict[str, Any]]:
    """Return a batch's postings as lines, always the same ones. One query. Amounts are texts."""
    rows = (
        Posting.objects.filter(entry__batch_entry__batch=batch)
        .select_related("entry", "instalment__assessment")
        .order_by("entry_id", "pk")
    )
    return [_line(batch, row) for row in rows]


def waiting_batch() -> Batch | None:
    """Return the batch that was made and has not arrived."""
    return Batch.objects.filter(acknowledged_at=None).first()


def _line(batch: Batch, row: Posting) -> dict[str, Any]:
    debt = row.instalment.assessment if row.instalment else None
    return {
        "batch": batch.number,
        "entry": row.entry_id,
        "at": timezone.localtime(row.entry.at).isoformat(timespec="seconds"),
        "kind": row.entry.kind,
        "reference": row.entry.reference,
        "book": row.book,
        "assessment": debt.external_id if debt else "",
        "instalment": row.instalment.number if row.instalment else "",
        "revenue_type": debt.revenue_type if debt else "",
        "debit": f"{max(row.amount, 0):.2f}",
        "credit": f"{max(-row.amount, 0):.2f}",
        "reason": row.entry.reason,
    }
