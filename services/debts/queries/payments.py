"""Reads of payments."""

import re
from uuid import UUID

from accounts.profiles.models import CitizenProfile
from services.debts.models import Attempt, AttemptItem, Receipt
from services.debts.payments.states import OPEN

_CODE = re.compile(r"[A-Za-z0-9_-]{20,32}")


def attempt_of(profile: CitizenProfile, public_id: UUID) -> Attempt | None:
    """Return somebody's own attempt with its items and receipt."""
    rows = Attempt.objects.select_related("receipt").filter(owner=profile.pk, public_id=public_id)
    return rows.first()


def items_of(attempt: Attempt) -> list[AttemptItem]:
    """Return what an attempt pays. One query."""
    rows = attempt.items.select_related("instalment__assessment__account")
    return list(rows.order_by("instalment__due_on", "pk"))


def open_attempt_of(profile: CitizenProfile) -> Attempt | None:
    """Return somebody's attempt that is still open; it holds its debts."""
    return Attempt.objects.filter(owner=profile.pk, status__in=OPEN).first()


def receipts_of(profile: CitizenProfile) -> list[Receipt]:
    """Return somebody's receipts, the newest first."""
    rows = Receipt.objects.filter(attempt__owner=profile.pk).select_related("attempt")
    return list(rows[:100])


def receipt_by_code(code: str) -> Receipt | None:
    """Return the receipt of a code as it stands in the QR code of a paper."""
    if not _CODE.fullmatch(code):
        return None
    return Receipt.objects.select_related("attempt__owner").filter(code=code).first()
