"""The demo's accounting system: the interface debts are fetched from, in a process of its own.

Serves what it was given, page by page, to whoever has the token. Knows no database of ours.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PAGE = 500


class Accounting(ThreadingHTTPServer):
    """Holds the rows; `changed` are those a question for changes is answered with.

    Attributes:
        rows, changed: Rows of the interface (services/debts/imports).
        source_time: When the figures were read, ISO text.
        is_down: It answers 503.
        spoiled: Added to the principal of the totals, so that they are wrong.
    """

    daemon_threads = True

    def __init__(self, address: tuple[str, int], token: str) -> None:
        """Begin with nothing."""
        super().__init__(address, Answers)
        self.token = token
        self.rows: list[dict[str, Any]] = []
        self.changed: list[dict[str, Any]] = []
        self.source_time = "2025-11-30T06:00:00+03:00"
        self.is_down = False
        self.spoiled = 0
        self.asked: list[dict[str, str]] = []
        # What was handed over: batch → lines; booked once for each number.
        self.batches: dict[int, list[dict[str, Any]]] = {}
        self.refuses: set[int] = set()
        self.hangs_up = 0
        self.received = 0
        self.lock = threading.Lock()


class Answers(BaseHTTPRequestHandler):
    """The one address of the interface."""

    server: Accounting

    def do_GET(self) -> None:
        """Answer a page."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        self.server.asked.append(asked)
        if self.server.is_down:
            self._answer(503, {"error": "kapalı"})
        elif self.headers.get("Authorization") != f"Bearer {self.server.token}":
            self._answer(401, {"error": "yetkisiz"})
        else:
            self._answer(200, self._page(asked))

    def do_POST(self) -> None:
        """Take a batch of entries; a number that is known is answered as before."""
        length = min(int(self.headers.get("Content-Length") or 0), 50_000_000)
        data = json.loads(self.rfile.read(length) or b"{}")
        server = self.server
        if server.is_down:
            self._answer(503, {"error": "kapalı"})
        elif self.headers.get("Authorization") != f"Bearer {server.token}":
            self._answer(401, {"error": "yetkisiz"})
        else:
            with server.lock:
                server.received += 1
                lines = server.batches.setdefault(data["batch"], data["lines"])
                hangs_up = server.hangs_up > 0
                server.hangs_up -= hangs_up
            if hangs_up:
                self.close_connection = True
                return
            entries = sorted({line["entry"] for line in lines})
            self._answer(
                200,
                {
                    "batch": data["batch"],
                    "taken": [one for one in entries if one not in server.refuses],
                    "refused": {str(one): "hesap yok" for one in entries if one in server.refuses},
                },
            )

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _page(self, asked: dict[str, str]) -> dict[str, Any]:
        rows = self.server.changed if asked.get("kind") == "delta" else self.server.rows
        begin = int(asked.get("cursor", "0"))
        end = begin + PAGE
        page: dict[str, Any] = {
            "kind": asked.get("kind", "full"),
            "source_time": self.server.source_time,
            "rows": rows[begin:end],
            "next": str(end) if end < len(rows) else None,
        }
        if page["next"] is None:
            page["totals"] = totals_of(rows, self.server.spoiled)
        return page

    def _answer(self, status: int, data: dict[str, Any]) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def totals_of(rows: list[dict[str, Any]], spoiled: int = 0) -> dict[str, Any]:
    """Return the control totals of rows; amounts are texts, added up in kuruş."""

    def total(name: str) -> str:
        kurus = sum(int(str(row[name]).replace(".", "")) for row in rows) + (
            spoiled if name == "principal" else 0
        )
        return f"{kurus // 100}.{kurus % 100:02}"

    return {
        "rows": len(rows),
        **{name: total(name) for name in ("principal", "collected", "cancelled")},
    }
