"""The adapter of the demo's sandbox provider: the reference implementation of `Provider`."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from services.debts.payments.provider import BadCallback, News, Order, OrderState, ProviderAway
from services.debts.payments.settlement import SettledDay, parse

SECONDS = 10
LARGEST = 50_000_000  # bytes of an answer
OLDEST_CALLBACK = 300  # seconds; an older message is a replay


class Sandbox:
    """Plays a provider. Refuses to exist outside of the demo: it takes no real money."""

    name = "sandbox"

    def __init__(self) -> None:
        """Refuse where the demo is off."""
        if not settings.DEMO:
            raise ImproperlyConfigured("The sandbox provider is for the demo only.")

    def create(self, order: Order) -> str:
        """Return the sandbox's page for an order."""
        answer = self._ask(
            "POST",
            "orders",
            {
                "id": str(order.id),
                "amount": str(order.amount),
                "expires_at": order.expires_at.isoformat(),
                "return_url": order.return_url,
                "callback_url": order.callback_url,
            },
        )
        return str(answer["pay_url"])

    def query(self, order: UUID) -> News:
        """Return how an order stands."""
        return _news(self._ask("GET", f"orders/{order}"))

    def void(self, order: UUID) -> News:
        """Close an order that is not paid."""
        return _news(self._ask("POST", f"orders/{order}/void", {}))

    def refund(self, order: UUID, amount: Decimal, key: UUID) -> None:
        """Pay back."""
        self._ask("POST", f"orders/{order}/refunds", {"amount": str(amount), "key": str(key)})

    def settlement(self, day: date) -> SettledDay:
        """Return what it settled on a day."""
        return parse(self._fetch("GET", f"settlements/{day.isoformat()}").decode(), day)

    def read_callback(self, headers: Mapping[str, str], body: bytes) -> News:
        """Return what a message says whose signature is right and fresh."""
        stamp = headers.get("X-Timestamp", "")
        if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 12):
            raise BadCallback("no time")
        if abs(time.time() - int(stamp)) > OLDEST_CALLBACK:
            raise BadCallback("too old")
        given = headers.get("X-Signature", "")
        if not hmac.compare_digest(given.encode(), signature(stamp, body).encode()):
            raise BadCallback("signature")
        try:
            return _news(json.loads(body))
        except (ValueError, TypeError, ProviderAway) as error:
            raise BadCallback("unreadable") from error

    def _ask(self, method: str, path: str, data: Mapping[str, Any] | None = None) -> Any:
        try:
            return json.loads(self._fetch(method, path, data))
        except ValueError as error:
            raise ProviderAway(str(error)) from error

    def _fetch(self, method: str, path: str, data: Mapping[str, Any] | None = None) -> bytes:
        body = None if data is None else json.dumps(data).encode()
        request = Request(  # noqa: S310 - the address is a setting
            f"{settings.PAYMENT_SANDBOX_URL}/api/{path}",
            data=body,
            method=method,
            headers={
                "Authorization": f"Bearer {settings.PAYMENT_SANDBOX_KEY}",
                "Content-Type": "application/json",
            },
        )
        try:
            with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
                found: bytes = answer.read(LARGEST)
                return found
        except (HTTPError, URLError, OSError) as error:
            raise ProviderAway(str(error)) from error


def signature(stamp: str, body: bytes) -> str:
    """Return the signature of a message: HMAC-SHA-256 over its time and its body."""
    key = settings.PAYMENT_SANDBOX_KEY.encode()
    return hmac.new(key, stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _news(found: Any) -> News:
    try:
        amount = Decimal(str(found.get("amount", "0")))
        if not amount.is_finite() or amount < 0 or amount != amount.quantize(Decimal("0.01")):
            raise ValueError("amount")
        return News(
            order=UUID(str(found["id"])),
            state=OrderState(str(found["state"])),
            amount=amount,
            reference=str(found.get("reference", ""))[:64],
        )
    except (AttributeError, KeyError, ValueError, InvalidOperation) as error:
        raise ProviderAway("The answer cannot be read.") from error
