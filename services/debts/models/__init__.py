"""The tables of debts: register, rates, ledger, imports."""

from services.debts.models.filed import Clearance, Ground, Objection
from services.debts.models.imports import ImportReject, ImportRun, RunKind, RunState
from services.debts.models.ledger import Book, EntryKind, LedgerEntry, Posting
from services.debts.models.links import PaymentLink
from services.debts.models.payment import (
    Attempt,
    AttemptItem,
    Receipt,
    ReceiptSeries,
    Refund,
)
from services.debts.models.register import (
    AllowedChange,
    Assessment,
    DebtAccount,
    HolderKind,
    Instalment,
)
from services.debts.models.reminders import DAYS_BEFORE, Occasion, Reminded, ReminderWish
from services.debts.models.tariff import LateFeeRate

__all__ = [
    "DAYS_BEFORE",
    "AllowedChange",
    "Assessment",
    "Attempt",
    "AttemptItem",
    "Book",
    "Clearance",
    "DebtAccount",
    "EntryKind",
    "Ground",
    "HolderKind",
    "ImportReject",
    "ImportRun",
    "Instalment",
    "LateFeeRate",
    "LedgerEntry",
    "Objection",
    "Occasion",
    "PaymentLink",
    "Posting",
    "Receipt",
    "ReceiptSeries",
    "Refund",
    "Reminded",
    "ReminderWish",
    "RunKind",
    "RunState",
]
