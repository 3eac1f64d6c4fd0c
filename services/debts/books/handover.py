"""How entries are handed to the accounting system: lines, files, and its REST interface.

The interface: `POST {DEBT_EXPORT_URL}` with `Authorization: Bearer …`, `Idempotency-Key: N` and
`{"batch": N, "lines": [{…}]}` answers `{"batch": N, "taken": [entry, …], "refused":
{"entry": "why"}}`; asked again with a number it has, it books nothing and answers the same.
Another system is another class with `send`.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.error import URLError
from urllib.request import Request, urlopen

SECONDS = 60
LARGEST = 50_000_000  # bytes
COLUMNS = (
    *("batch", "entry", "at", "kind", "reference", "book", "assessment", "instalment"),
    *("revenue_type", "debit", "credit", "reason"),
)


class AccountingAway(Exception):
    """It did not answer, or not what was agreed: what it took is not known."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What the accounting system says of a batch: ids of entries, and why others were refused."""

    taken: frozenset[int]
    refused: Mapping[int, str]


class Target(Protocol):
    """Where batches go. The same batch again is booked once."""

    def send(self, number: int, lines: Sequence[Mapping[str, Any]]) -> Acknowledged:
        """Hand a batch over; raise `AccountingAway`."""


class RestTarget:
    """The reference interface."""

    def __init__(self, url: str, token: str) -> None:
        """Keep where."""
        self._url, self._token = url, token

    def send(self, number: int, lines: Sequence[Mapping[str, Any]]) -> Acknowledged:
        """Hand a batch over."""
        if not self._url.startswith(("http://", "https://")):
            raise AccountingAway("The address is no web address.")
        request = Request(  # noqa: S310
            self._url,
            data=json.dumps({"batch": number, "lines": lines}, ensure_ascii=False).encode(),
            method="POST",
            headers={
                "Authorization": f"Bearer {self._token}",
                "Idempotency-Key": str(number),
                "Content-Type": "application/json",
            },
        )
        try:
            with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
                return _read(json.loads(answer.read(LARGEST)), number)
        except (URLError, OSError, ValueError, RecursionError) as error:
            raise AccountingAway(str(error)) from error


def csv_of(lines: Sequence[Mapping[str, Any]]) -> str:
    """Return lines as CSV with semicolons."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue()


def json_of(lines: Sequence[Mapping[str, Any]]) -> str:
    """Return lines as JSON lines."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _read(found: Any, number: int) -> Acknowledged:
    try:
        if int(found["batch"]) != number:
            raise ValueError("It answers for another batch.")
        refused = {int(key): str(why)[:200] for key, why in (found.get("refused") or {}).items()}
        return Acknowledged(frozenset(int(one) for one in found["taken"]), refused)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("The answer cannot be read.") from error
