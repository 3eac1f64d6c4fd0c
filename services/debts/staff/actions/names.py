"""Keeps the index by which accounts are found by name."""

from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from accounts.secrets.keys import ring
from services.debts.models import DebtAccount
from services.debts.staff.models import NameIndex
from services.debts.staff.queries.names import word_digests

BATCH = 2_000


def index_names(*, limit: int = BATCH) -> int:
    """Index accounts that are new, renamed, or indexed under an older key; return how many.

    Called by the clock: an import writes a million rows set by set and opens no name.
    """
    suffix = f":{ring('IDENTITY_DIGEST_KEYS').newest.id}"
    fresh = Concat(F("fingerprint"), Value(suffix))
    stale = DebtAccount.objects.annotate(fresh=fresh).filter(
        Q(name_index=None) | ~Q(name_index__made_of=F("fresh"))
    )
    rows = list(stale.order_by("pk")[:limit])
    NameIndex.objects.bulk_create(
        [
            NameIndex(
                account=row, words=word_digests(row.name), made_of=f"{row.fingerprint}{suffix}"
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["account"],
        update_fields=["words", "made_of"],
    )
    return len(rows)
