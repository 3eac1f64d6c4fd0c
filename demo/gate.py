"""The demo's e-Devlet: a separate process that speaks the gate's protocol with ten invented people.

It lets everybody be whom they like; system checks refuse it where `DEBUG` is off.
"""

import html
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from accounts.identity import completed

ROOT = "/OAuth2AuthorizationServer/"
SECONDS = 120
HOSTS = {"localhost", "127.0.0.1"}


# Numbers count up from 900000001: nobody has been given such a one.
PEOPLE = [
    (completed(f"90000000{place}"), first, last)
    for place, (first, last) in enumerate(
        [
            ("AYŞE", "ÖRNEK"),
            ("ALİ", "DENEME"),
            ("ŞÜKRİYE", "IŞIK"),
            ("İBRAHİM", "ÇINAR"),
            ("HATİCE NUR", "YILDIZ"),
            ("MEHMET", "KIZILIRMAK"),
            ("ZEYNEP", "ERCİYES"),
            ("OĞUZ", "SEYRANİ"),
            ("GÜLSÜM", "TALAS"),
            ("CEM", "ALTINOLUK"),
        ]
    )
]


class Gate(ThreadingHTTPServer):
    """Holds codes and tokens, each used once."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int]) -> None:
        """Begin with nobody signed in."""
        super().__init__(address, Answers)
        self.kept: dict[str, tuple[str, str, float]] = {}

    def make(self, person: str, way_back: str) -> str:
        """Return a new code or token for somebody."""
        key = secrets.token_urlsafe(24)
        self.kept[key] = (person, way_back, time.monotonic() + SECONDS)
        return key

    def take(self, key: str) -> tuple[str, str] | None:
        """Return whose a code or token is, once."""
        person, way_back, until = self.kept.pop(key, ("", "", 0.0))
        return (person, way_back) if until > time.monotonic() else None


class Answers(BaseHTTPRequestHandler):
    """The three addresses of the gate."""

    server: Gate
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Show the people, or go back with a code."""
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        way_back = asked.get("redirect_uri", "")
        if parts.path != f"{ROOT}AuthorizationController" or not _is_here(way_back):
            self._answer(404, "text/plain; charset=utf-8", "Yok")
            return
        chosen = asked.pop("kisi", "")
        if chosen == "vazgec":
            self._go(way_back, error="access_denied", state=asked.get("state", ""))
        elif chosen:
            code = self.server.make(chosen, way_back)
            self._go(way_back, code=code, state=asked.get("state", ""))
        else:
            self._answer(200, "text/html; charset=utf-8", _page(parts.path, asked))

    def do_POST(self) -> None:
        """Give a token for a code, or the person for a token."""
        length = min(int(self.headers.get("Content-Length") or 0), 10_000)
        sent = {
            name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()
        }
        if self.path == f"{ROOT}AccessTokenController":
            found = self.server.take(sent.get("code", ""))
            if found is None or found[1] != sent.get("redirect_uri"):
                self._json({"error": "invalid_grant", "error_description": "Kod geçersiz"})
            else:
                self._json({"access_token": self.server.make(*found)})
        elif self.path == f"{ROOT}AuthenticationController":
            found = self.server.take(sent.get("accessToken", ""))
            if found is None or not found[0].isdigit() or int(found[0]) >= len(PEOPLE):
                self._json({"sonucKodu": "EDV09.001", "sonucAciklamasi": "İşlem başarısız"})
                return
            number, first, last = PEOPLE[int(found[0])]
            self._json(
                {
                    "kullaniciBilgileri": {"kimlikNo": number, "ad": first, "soyad": last},
                    "sonucKodu": "EDV09.000",
                    "sonucAciklamasi": "İşlem başarılı",
                }
            )
        else:
            self._answer(404, "text/plain; charset=utf-8", "Yok")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _go(self, way_back: str, **query: str) -> None:
        self.send_response(302)
        self.send_header("Location", f"{way_back}?{urlencode(query)}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _json(self, data: dict[str, Any]) -> None:
        self._answer(200, "application/json; charset=utf-8", json.dumps(data))

    def _answer(self, status: int, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


def serve(host: str, port: int) -> None:
    """Serve until told to stop."""
    Gate((host, port)).serve_forever()


def _is_here(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in {"http", "https"} and parts.hostname in HOSTS


def _page(path: str, asked: dict[str, str]) -> str:
    def link(kisi: str, text: str) -> str:
        address = html.escape(f"{path}?{urlencode({**asked, 'kisi': kisi})}")
        return f'<li><a href="{address}">{html.escape(text)}</a></li>'

    people = "".join(
        link(str(place), f"{first} {last}") for place, (_number, first, last) in enumerate(PEOPLE)
    )
    others = link("vazgec", "Vazgeç") + link("yok", "Kapı hata versin")
    return (
        '<!doctype html><html lang="tr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Tanıtım kapısı</title></head>'
        "<body><main><h1>Tanıtım için e-Devlet kapısı</h1>"
        "<p>Burada gerçek kimse yoktur. Kim olarak girmek istersiniz?</p>"
        f"<ul>{people}</ul><h2>Başka</h2><ul>{others}</ul></main></body></html>"
    )
