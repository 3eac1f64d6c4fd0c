"""Numbers receipts."""

import secrets

from django.db import transaction
from django.utils import timezone

from services.debts.models import Attempt, Receipt, ReceiptSeries


@transaction.atomic
def issue_receipt(*, attempt: Attempt) -> Receipt:
    """Give a payment the next number of the year.

    In the payment's own transaction: undone with it, the number is free again, so there are no
    gaps; the lock of the year's row makes the next payment wait until this one is committed.
    """
    now = timezone.localtime()
    ReceiptSeries.objects.get_or_create(year=now.year)
    series = ReceiptSeries.objects.select_for_update().get(year=now.year)
    series.last += 1
    series.save(update_fields=["last"])
    return Receipt.objects.create(
        year=now.year,
        number=series.last,
        attempt=attempt,
        code=secrets.token_urlsafe(18),
        issued_at=now,
    )
