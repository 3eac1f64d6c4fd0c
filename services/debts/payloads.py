"""Debts, payments and receipts as the API gives them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from services.debts.allocation import Share
from services.debts.models import Attempt, AttemptItem, Posting, Receipt
from services.debts.payments.states import ATTEMPT_STATES
from services.debts.queries.citizen import Summary, labels_of_history
from services.debts.reckoning import Debt, Part
from services.debts.states import STATES


def debt(one: Debt, *, lines: bool = False) -> dict[str, Any]:
    """Return a debt; with the lines of its fees where asked."""
    row = one.row
    return {
        "id": row.pk,
        "number": row.number,
        "revenue_type": row.revenue_type,
        "revenue": str(row.get_revenue_type_display()),
        "year": row.year,
        "description": row.description,
        "state": one.state.name,
        "state_text": str(one.state.label),
        "open": money(one.open_amount),
        "late_fee": money(one.fee),
        "total": money(one.total),
        "next_due": one.next_due.isoformat() if one.next_due else None,
        "instalments": [_part(part, one, lines=lines) for part in one.parts],
    }


def summary(found: Summary) -> dict[str, Any]:
    """Return what somebody owes at a glance."""
    return {
        "due": money(found.due),
        "late": money(found.late),
        "late_fee": money(found.late_fee),
        "to_come": money(found.to_come),
        "next_due": found.next_due.isoformat() if found.next_due else None,
        "next_amount": money(found.next_amount),
        "paid_this_year": money(found.paid_this_year),
    }


def history(rows: Iterable[Posting]) -> list[dict[str, Any]]:
    """Return what was booked for a debt."""
    return [
        {
            "at": moment(row.entry.at),
            "what": labels_of_history(row),
            "instalment": row.instalment_id,
            "amount": money(row.amount),
        }
        for row in rows
    ]


def shares(found: Iterable[Share]) -> list[dict[str, Any]]:
    """Return how a payment is spread."""
    return [
        {"instalment": one.key, "principal": money(one.principal), "late_fee": money(one.fee)}
        for one in found
    ]


def payment(found: Attempt, items: Sequence[AttemptItem]) -> dict[str, Any]:
    """Return a payment and how it stands."""
    state = ATTEMPT_STATES[found.status]
    receipt = getattr(found, "receipt", None)
    return {
        "id": str(found.public_id),
        "state": found.status,
        "state_text": str(state.label),
        "is_open": state.open,
        "amount": money(found.amount),
        "fee_day": found.fee_day.isoformat(),
        "expires_at": moment(found.expires_at),
        "pay_url": found.pay_url if state.open else "",
        "receipt": str(receipt) if receipt else "",
        "receipt_url": reverse("debts_receipt", args=[found.public_id]) if receipt else "",
        "shares": [
            {
                "instalment": item.instalment_id,
                "principal": money(item.principal),
                "late_fee": money(item.fee),
            }
            for item in items
        ],
    }


def receipt(found: Receipt) -> dict[str, Any]:
    """Return a receipt."""
    return {
        "number": str(found),
        "issued_at": moment(found.issued_at),
        "amount": money(found.attempt.charged),
        "given_back": money(found.attempt.given_back),
        "payment": str(found.attempt.public_id),
        "pdf_url": reverse("debts_receipt", args=[found.attempt.public_id]),
        "verify_url": reverse("debts_verify", args=[found.code]),
    }


def money(amount: Decimal) -> str:
    """Return lira with both kuruş; a text, for no reader may make a binary fraction of it."""
    return f"{amount:.2f}"


def moment(at: datetime) -> str:
    """Return a moment in local time."""
    return timezone.localtime(at).isoformat(timespec="seconds")


def _part(part: Part, whole: Debt, *, lines: bool) -> dict[str, Any]:
    row = part.row
    payable = STATES[whole.row.status].payable and row.open_amount > 0
    return {
        "id": row.pk,
        "number": row.number,
        "due_on": row.due_on.isoformat(),
        "principal": money(row.principal),
        "collected": money(row.collected),
        "open": money(row.open_amount),
        "late_fee": money(part.fee.amount),
        "total": money(part.total),
        "is_late": part.is_late,
        "can_be_paid": payable and not part.fee_is_unknown,
        "fee_lines": [
            {
                "start": line.start.isoformat(),
                "end": line.end.isoformat(),
                "monthly_percent": str(line.monthly_rate),
                "months": line.months,
                "days": line.days,
                "amount": money(line.amount),
            }
            for line in (part.fee.lines if lines else ())
        ],
    }
