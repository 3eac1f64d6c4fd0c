"""What a payment provider must be able to do. Another provider is another class."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from services.debts.payments.settlement import SettledDay


class ProviderAway(Exception):
    """The provider did not answer: what it did is not known, so nothing is concluded."""


class BadCallback(ValueError):
    """A message that is not the provider's: unsigned, altered, old, or unreadable."""


class OrderState(StrEnum):
    """How an order stands at the provider."""

    MISSING = "missing"
    PENDING = "pending"
    PAID = "paid"
    DECLINED = "declined"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class News:
    """What the provider says of an order.

    Attributes:
        order: The attempt's public id.
        amount: What it charged, in lira; zero unless paid.
        reference: The provider's own number.
    """

    order: UUID
    state: OrderState
    amount: Decimal = Decimal("0.00")
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What the provider is asked to collect."""

    id: UUID
    amount: Decimal
    expires_at: datetime
    return_url: str
    callback_url: str


class Provider(Protocol):
    """A provider. Every call may be made again: it answers the same and does nothing twice."""

    name: str

    def create(self, order: Order) -> str:
        """Return the address where the citizen pays; raise `ProviderAway`."""

    def query(self, order: UUID) -> News:
        """Return how an order stands; raise `ProviderAway`."""

    def void(self, order: UUID) -> News:
        """Close an order that is not paid, known or not; return how it stands then."""

    def refund(self, order: UUID, amount: Decimal, key: UUID) -> None:
        """Pay back; once for each key. Raise `ProviderAway`."""

    def settlement(self, day: date) -> SettledDay:
        """Return what it settled on a day; raise `ProviderAway`, `settlement.Unreadable`."""

    def read_callback(self, headers: Mapping[str, str], body: bytes) -> News:
        """Return what a signed message says; raise `BadCallback`."""


@lru_cache(maxsize=4)
def _loaded(dotted: str) -> Provider:
    found: Provider = import_string(dotted)()
    return found


def provider() -> Provider | None:
    """Return the configured provider; None where nothing is paid online."""
    return _loaded(settings.PAYMENT_PROVIDER) if settings.PAYMENT_PROVIDER else None
