"""The accounting system's REST interface: the reference implementation.

`GET {url}?kind=full|delta[&since=…][&cursor=…]` with `Authorization: Bearer …` answers
`{"source_time": …, "kind": …, "rows": [{…}], "next": "…" | null, "totals": {…}}`; the totals come
with the last page. Another system is another class with the same three methods.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from django.utils.translation import gettext as _

from services.debts.imports.files import header_of, totals_of
from services.debts.imports.source import Header, SourceError, Totals
from services.debts.models import RunKind

SECONDS = 30
LARGEST_PAGE = 50_000_000  # bytes


class RestSource:
    """The interface, page by page; one page is in memory at a time."""

    def __init__(self, url: str, token: str, kind: RunKind, since: datetime | None) -> None:
        """Keep what to ask; `since` is, for changes, the source time of the last import."""
        self.name = f"REST {urlsplit(url).hostname}"[:120]
        self._url, self._token = url, token
        self._asked = {"kind": kind.value}
        if kind is RunKind.DELTA and since is not None:
            self._asked["since"] = since.isoformat()
        self._page: dict[str, Any] = {}
        self._totals: Totals | None = None

    def open(self) -> Header:
        """Fetch the first page and return its header."""
        self._page = self._fetch({})
        return header_of(self._page)

    def rows(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Yield the rows of all pages."""
        number, seen = 0, set()
        while True:
            for row in self._page.get("rows") or []:
                number += 1
                yield number, row if isinstance(row, dict) else {}
            if isinstance(self._page.get("totals"), dict):
                self._totals = totals_of(self._page["totals"])
            cursor = self._page.get("next")
            if not cursor:
                return
            if cursor in seen:
                raise SourceError(_("The interface gives the same page again and again."))
            seen.add(cursor)
            self._page = self._fetch({"cursor": str(cursor)})

    def totals(self) -> Totals | None:
        """Return the totals of the last page."""
        return self._totals

    def _fetch(self, more: dict[str, str]) -> dict[str, Any]:
        address = f"{self._url}?{urlencode({**self._asked, **more})}"
        if urlsplit(address).scheme not in {"http", "https"}:
            raise SourceError(_("The address of the accounting system is no web address."))
        request = Request(address, headers={"Authorization": f"Bearer {self._token}"})  # noqa: S310
        try:
            with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
                body = answer.read(LARGEST_PAGE + 1)
        except (URLError, OSError, TimeoutError) as error:
            raise SourceError(_("The accounting system does not answer."), is_down=True) from error
        try:
            found = json.loads(body, parse_float=Decimal) if len(body) <= LARGEST_PAGE else None
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise SourceError(_("The accounting system answered what cannot be read."))
        return found
