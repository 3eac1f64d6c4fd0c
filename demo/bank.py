"""The demo's payment provider: a process of its own with a page that can play every failure.

It speaks the interface of `services.debts.payments.sandbox` and takes no money. What it charged is
in its memory, so tests can compare it with what was recorded.
"""

import hashlib
import hmac
import html
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

PLAYS = {
    "success": "Öde",
    "decline": "Banka reddetsin",
    "silent": "Öde, ama haber verme (sorulunca söyle)",
    "double": "Öde, haberi iki kez ver",
    "early": "Öde, haberi dönüşten önce ver",
    "late": "Süre dolsun, ödeme sonra gelsin",
    "wrong-amount": "Yanlış tutar çek",
    "bad-signature": "Haberin imzası bozuk olsun",
    "abandon": "Ödemeden siteye dön",
}


@dataclass
class BankOrder:
    """An order: what was asked, what was charged, what was paid back."""

    id: str
    amount: str
    return_url: str
    callback_url: str
    state: str = "pending"
    charged: str = "0.00"
    reference: str = ""
    refunds: dict[str, str] = field(default_factory=dict)
    paid_on: str = ""
    refunded_on: dict[str, str] = field(default_factory=dict)
    charges: int = 0

    def told(self) -> dict[str, str]:
        """Return what queries and callbacks say."""
        return {
            "id": self.id,
            "state": self.state,
            "amount": self.charged,
            "reference": self.reference,
        }


class Bank(ThreadingHTTPServer):
    """Holds orders. One lock: an order is charged once, whoever presses twice."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], key: str) -> None:
        """Begin without orders."""
        super().__init__(address, Answers)
        self.key = key
        self.orders: dict[str, BankOrder] = {}
        self.lock = threading.RLock()
        self.is_down = False
        self.callbacks: list[int] = []

    @property
    def address(self) -> str:
        """Return where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    def play(self, order_id: str, play: str) -> str:
        """Do what a button says; return where the citizen goes."""
        with self.lock:
            order = self.orders[order_id]
            if play == "decline" and order.state == "pending":
                order.state = "declined"
            elif play not in {"abandon", "decline", "late"}:
                self.charge(order, "0.01" if play == "wrong-amount" else order.amount)
        if play == "late":
            return order.return_url  # charged by `charge_late`, after the order was given up
        if play not in {"abandon", "silent"}:
            self.tell(order, spoil=play == "bad-signature")
        if play == "double":
            self.tell(order)
        return order.return_url

    def charge(self, order: BankOrder, amount: str) -> None:
        """Charge an order once."""
        if order.state == "pending":
            order.state, order.charged = "paid", amount
            order.reference = secrets.token_hex(6)
            order.charges += 1
            order.paid_on = today()

    def reverse(self, order_id: str) -> None:
        """Take a charge back for the payer's bank; only the settlement file tells of it."""
        with self.lock:
            self.orders[order_id].state = "reversed"

    def settlement(self, day: str) -> str:
        """Return the settlement file of a day (services/debts/payments/settlement.py)."""
        lines, charged, refunded = [], Decimal("0.00"), Decimal("0.00")
        with self.lock:
            for one in self.orders.values():
                if one.paid_on == day:
                    state = "reversed" if one.state == "reversed" else "paid"
                    lines.append(f"charge;{one.id};;{state};{one.charged};{one.reference}")
                    charged += Decimal(one.charged)
                for key, amount in one.refunds.items():
                    if one.refunded_on.get(key) == day:
                        lines.append(f"refund;{one.id};{key};done;{amount};")
                        refunded += Decimal(amount)
        totals = f"#totals;rows={len(lines)};charged={charged};refunded={refunded}"
        head = [f"#settlement;day={day}", "kind;order;key;state;amount;reference"]
        return "\n".join([*head, *lines, totals]) + "\n"

    def charge_late(self, order_id: str) -> None:
        """Charge although the order was closed: what real banks do now and then."""
        with self.lock:
            order = self.orders[order_id]
            if order.state in {"pending", "void"}:
                order.state = "pending"
                self.charge(order, order.amount)
        self.tell(order)

    def tell(self, order: BankOrder, *, spoil: bool = False) -> None:
        """Send the signed callback; an answer that is no 200 is only noted."""
        body = json.dumps(order.told()).encode()
        stamp = str(int(time.time()))
        signed = hmac.new(self.key.encode(), stamp.encode() + b"." + body, hashlib.sha256)
        headers = {
            "X-Timestamp": stamp,
            "X-Signature": ("0" * 64) if spoil else signed.hexdigest(),
            "Content-Type": "application/json",
        }
        try:
            request = Request(order.callback_url, body, headers)  # noqa: S310
            with urlopen(request, timeout=20) as answer:  # noqa: S310
                self.callbacks.append(answer.status)
        except OSError as error:
            self.callbacks.append(getattr(error, "code", 0))


class Answers(BaseHTTPRequestHandler):
    """The interface and the page."""

    server: Bank

    def do_GET(self) -> None:
        """Answer a query, or show the page of an order."""
        path = urlsplit(self.path).path
        order = self.server.orders.get(path.rsplit("/", 1)[-1])
        if path.startswith("/ode/") and order is not None:
            self._send(200, "text/html; charset=utf-8", _page(order))
        elif path.startswith("/api/settlements/") and self._may():
            text = self.server.settlement(path.rsplit("/", 1)[-1])
            self._send(200, "text/csv; charset=utf-8", text)
        elif path.startswith("/api/orders/") and self._may():
            missing = {"id": path.rsplit("/", 1)[-1], "state": "missing", "amount": "0.00"}
            self._json(order.told() if order else missing)
        else:
            self._send(404, "text/plain; charset=utf-8", "Yok")

    def do_POST(self) -> None:
        """Make, close or pay back an order; or play."""
        length = min(int(self.headers.get("Content-Length") or 0), 100_000)
        body = self.rfile.read(length)
        parts = urlsplit(self.path).path.strip("/").split("/")
        if parts[0] == "ode" and len(parts) == 2 and parts[1] in self.server.orders:
            play = parse_qs(body.decode()).get("play", ["abandon"])[0]
            self.send_response(303)
            self.send_header("Location", self.server.play(parts[1], play))
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif parts[:2] == ["api", "orders"] and self._may():
            self._api(parts[2:], json.loads(body or b"{}"))
        else:
            self._send(404, "text/plain; charset=utf-8", "Yok")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _api(self, rest: list[str], data: dict[str, str]) -> None:
        with self.server.lock:
            if not rest:
                new = BankOrder(
                    data["id"], data["amount"], data["return_url"], data["callback_url"]
                )
                self.server.orders.setdefault(new.id, new)
                self._json({"pay_url": f"{self.server.address}/ode/{data['id']}"})
                return
            order = self.server.orders.get(rest[0])
            if rest[1:] == ["void"]:
                if order is None:  # never to be paid, should it be asked for after this
                    order = BankOrder(rest[0], "0.00", "", "")
                    self.server.orders[rest[0]] = order
                if order.state == "pending":
                    order.state = "void"
                self._json(order.told())
            elif rest[1:] == ["refunds"] and order is not None:
                order.refunds.setdefault(data["key"], data["amount"])
                order.refunded_on.setdefault(data["key"], today())
                self._json({"ok": True})
            else:
                self._send(404, "text/plain; charset=utf-8", "Yok")

    def _may(self) -> bool:
        if self.server.is_down:
            return False
        return self.headers.get("Authorization") == f"Bearer {self.server.key}"

    def _json(self, data: dict[str, Any]) -> None:
        self._send(200, "application/json", json.dumps(data))

    def _send(self, status: int, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


def today() -> str:
    """Return the bank's day."""
    return datetime.now(ZoneInfo("Europe/Istanbul")).date().isoformat()


def serve(host: str, port: int, key: str) -> None:
    """Serve until told to stop."""
    Bank((host, port), key).serve_forever()


def _page(order: BankOrder) -> str:
    buttons = "".join(
        f'<p><button name="play" value="{play}">{html.escape(text)}</button></p>'
        for play, text in PLAYS.items()
    )
    done = "" if order.state == "pending" else f"<p>Durum: {html.escape(order.state)}</p>"
    return (
        '<!doctype html><html lang="tr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Deneme bankası</title></head>'
        "<body><main><h1>Deneme bankası</h1><p>Burada gerçek para yoktur.</p>"
        f"<p>Tutar: <strong>{html.escape(order.amount)} TL</strong></p>{done}"
        f'<form method="post">{buttons}</form></main></body></html>'
    )
