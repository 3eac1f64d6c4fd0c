"""Writes of the late fee's rates. Each leaves an entry in the audit log with old and new."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.audit.actions import record
from services.debts.audited import RATE_CHANGED
from services.debts.models import LateFeeRate

FACTS = ("valid_from", "monthly_percent", "basis", "checked_on")


@transaction.atomic
def save_rate(*, rate: LateFeeRate, reason: str, actor: Any = None) -> LateFeeRate:
    """Store a new or changed rate.

    Debts paid before keep what they were paid with; whoever has not paid is reckoned with the new
    rate from its day on, so the reason is asked for and kept.

    Raises:
        ValueError: No reason.
        ValidationError: A day that has a rate already, a rate that cannot be.
    """
    before = LateFeeRate.objects.select_for_update().filter(pk=rate.pk).first()
    rate.full_clean()
    rate.save()
    record(
        RATE_CHANGED,
        actor=actor,
        reason=reason,
        about=f"debts.latefeerate:{rate.pk}",
        details={"before": _facts(before), "after": _facts(rate)},
    )
    return rate


def _facts(rate: LateFeeRate | None) -> dict[str, str]:
    if rate is None:
        return {}
    return {name: _text(getattr(rate, name)) for name in FACTS}


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
