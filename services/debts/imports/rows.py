"""Reads one row of a source: checked, its numbers sealed and digested."""

import re
import unicodedata
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from accounts.identity import is_valid, normalised
from accounts.profiles.models import IDENTITY
from accounts.secrets.sealing import digest, seal
from services.debts.models import DebtAccount, HolderKind
from services.debts.revenue_types import REVENUE_TYPES
from services.debts.tax_numbers import is_tax_number

# What the source decides; paid and partly paid follow from the amounts.
TOLD_STATUSES = frozenset({"draft", "open", "deferred", "disputed", "written_off"})
_ID = re.compile(r"[A-Za-z0-9._/-]{1,40}")
_AMOUNT = re.compile(r"\d{1,10}(\.\d{1,2})?")
_PHONE = re.compile(r"\+[1-9]\d{6,14}")
SEALED = ("identity_number", "name", "phone", "email")
KEPT = 4_096


class Rejected(Exception):
    """A row that is not taken.

    Attributes:
        why: Short name of the reason; names the field, never its value.
    """

    def __init__(self, why: str) -> None:
        """Keep why."""
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts of a row, in lira: what the control totals add up."""

    principal: Decimal
    collected: Decimal
    online: Decimal
    cancelled: Decimal


def amounts_of(row: Mapping[str, Any]) -> Amounts:
    """Return the amounts; raise `Rejected`. `online`, what came by this site, may be left out."""
    return Amounts(
        _amount(row, "principal"),
        _amount(row, "collected"),
        _amount({"online": row.get("online") or "0"}, "online"),
        _amount(row, "cancelled"),
    )


def facts_of(row: Mapping[str, Any], amounts: Amounts) -> dict[str, Any]:
    """Return the checked fields of a row without those of its account; raise `Rejected`."""
    if amounts.online > amounts.collected:
        raise Rejected("online")
    if amounts.collected + amounts.cancelled > amounts.principal:
        raise Rejected("over-collected")
    revenue = _text(row, "revenue_type", 28)
    if revenue not in REVENUE_TYPES:
        raise Rejected("revenue_type")
    status = str(row.get("status") or "open").strip()
    if status not in TOLD_STATUSES:
        raise Rejected("status")
    return {
        "external_id": id_of(row),
        "number": _text(row, "number", 24),
        "revenue_type": revenue,
        "year": _number(row, "year", 1990, 2100),
        "period": _number(row, "period", 0, 12, default=0),
        "description": _text(row, "description", 160, needed=False),
        "status": status,
        "instalment": _number(row, "instalment", 1, 72, default=1),
        "due_on": _day(row, "due_on"),
        "principal": amounts.principal,
        "elsewhere": amounts.collected - amounts.online,
        "online": amounts.online,
        "cancelled": amounts.cancelled,
    }


def id_of(row: Mapping[str, Any]) -> str:
    """Return the row's id in the accounting system; raise `Rejected`."""
    found = str(row.get("external_id") or "").strip()
    if not _ID.fullmatch(found):
        raise Rejected("external_id")
    return found


class Accounts:
    """Seals accounts, each once while its rows follow each other."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: OrderedDict[tuple[str, ...], dict[str, Any]] = OrderedDict()

    def of(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return number, kind, digest, sealed fields and fingerprint; raise `Rejected`."""
        number = str(row.get("account") or "").strip()
        if not re.fullmatch(r"[A-Za-z0-9._/-]{1,24}", number):
            raise Rejected("account")
        identity = normalised(str(row.get("identity") or ""))
        if is_valid(identity):
            kind = HolderKind.PERSON
        elif is_tax_number(identity):
            kind = HolderKind.COMPANY
        else:
            raise Rejected("identity")
        phone = str(row.get("phone") or "").strip()
        if phone and not _PHONE.fullmatch(phone):
            raise Rejected("phone")
        email = str(row.get("email") or "").strip()
        if email and ("@" not in email or len(email) > 254 or any(c.isspace() for c in email)):
            raise Rejected("email")
        values = (identity, _text(row, "name", 160), phone, email)
        key = (number, *values)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._seal(number, kind, values)
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
        return found

    def _seal(self, number: str, kind: HolderKind, values: tuple[str, ...]) -> dict[str, Any]:
        account = DebtAccount(number=number)
        sealed = {}
        for name, value in zip(SEALED, values, strict=True):
            field: Any = DebtAccount._meta.get_field(name)
            sealed[name] = str(seal(value, field.place(account))) if value else None
        return {
            "account": number,
            "kind": kind.value,
            "digest": digest(values[0], IDENTITY),
            "fingerprint": digest("\n".join((number, *values)), "debt-account"),
            **sealed,
        }


def _amount(row: Mapping[str, Any], name: str) -> Decimal:
    text = str(row.get(name, "")).strip()
    if not _AMOUNT.fullmatch(text):
        raise Rejected(name)
    try:
        found = Decimal(text).quantize(Decimal("0.01"))
    except InvalidOperation:
        raise Rejected(name) from None
    return found


def _text(row: Mapping[str, Any], name: str, longest: int, *, needed: bool = True) -> str:
    found = unicodedata.normalize("NFC", str(row.get(name) or "")).strip()
    if len(found) > longest or (needed and not found):
        raise Rejected(name)
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in found):
        raise Rejected(name)
    return found


def _number(
    row: Mapping[str, Any], name: str, least: int, most: int, default: int | None = None
) -> int:
    text = str(row.get(name) if row.get(name) is not None else "").strip()
    if not text and default is not None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and least <= int(text) <= most):
        raise Rejected(name)
    return int(text)


def _day(row: Mapping[str, Any], name: str) -> date:
    try:
        found = date.fromisoformat(str(row.get(name) or "").strip())
    except ValueError:
        raise Rejected(name) from None
    if not 1990 <= found.year <= 2100:
        raise Rejected(name)
    return found
