"""Builders of debts."""

from datetime import date
from decimal import Decimal
from itertools import count

from django.utils import timezone

from services.debts.actions.ledger import Move, book_entry
from services.debts.models import (
    Assessment,
    Book,
    DebtAccount,
    EntryKind,
    HolderKind,
    Instalment,
)
from tests.factories.citizens import invented_number

_numbers = count(1)


def money(text) -> Decimal:
    return Decimal(text).quantize(Decimal("0.01"))


def debt_account(number: str = "", /, **fields) -> DebtAccount:
    """Return an account of an invented person."""
    place = next(_numbers)
    fields = {
        "number": f"S{place:06}",
        "kind": HolderKind.PERSON,
        "identity_number": number or invented_number(500_000 + place),
        "name": "Ayşe ÖRNEK",
        "phone": "+905000000001",
    } | fields
    return DebtAccount.objects.create(**fields)


def assessment(account=None, *, due=None, amounts=("100.00",), **fields) -> Assessment:
    """Return an assessment with an instalment for each amount, booked as an import would."""
    place = next(_numbers)
    dues = due if isinstance(due, tuple) else (due or date(2026, 6, 1),) * len(amounts)
    fields = {
        "account": account or debt_account(),
        "external_id": f"T-{place}",
        "number": f"2026/{place}",
        "revenue_type": "building_tax",
        "year": 2026,
        "status": "open",
        "told_at": timezone.now(),
    } | fields
    made = Assessment.objects.create(**fields)
    for number, (amount, day) in enumerate(zip(amounts, dues, strict=True), start=1):
        row = Instalment.objects.create(
            assessment=made, number=number, due_on=day, principal=money(amount)
        )
        book_entry(
            kind=EntryKind.IMPORT,
            reference=f"test-{row.pk}",
            moves=[
                Move(Book.RECEIVABLE, row.principal, row.pk),
                Move(Book.REVENUE, -row.principal),
            ],
        )
    return made
