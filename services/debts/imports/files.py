"""Files of assessments: CSV with semicolons, and JSON lines. Read line by line.

Both begin with a header and end with control totals. CSV:

    #header;kind=full;source_time=2026-11-24T06:00:00+03:00
    account;identity;name;phone;email;external_id;number;revenue_type;year;…
    S1;10000000146;…
    #totals;rows=1;principal=100.00;collected=0.00;cancelled=0.00

JSON lines: `{"header": {…}}`, one object for each row, `{"totals": {…}}`.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from services.debts.imports.source import Header, SourceError, Totals
from services.debts.models import RunKind

LONGEST_LINE = 20_000


class FileSource:
    """A file, opened when its header is read."""

    def __init__(self, path: Path) -> None:
        """Keep where it is; `.jsonl` and `.ndjson` are JSON lines, all else CSV."""
        self.path = path
        self.name = path.name[:120]
        self._totals: Totals | None = None
        self._is_json = path.suffix.lower() in {".jsonl", ".ndjson"}
        self._file: IO[str] | None = None

    def open(self) -> Header:
        """Open the file and return its header."""
        try:
            self._file = self.path.open(encoding="utf-8-sig", newline="")
            first = self._file.readline(LONGEST_LINE)
        except UnicodeDecodeError as error:
            raise SourceError(_("The file is not UTF-8.")) from error
        except OSError as error:
            raise SourceError(_("%(file)s cannot be read.") % {"file": self.name}) from error
        found = _json(first).get("header") if self._is_json else _marked(first, "#header")
        if not isinstance(found, dict):
            raise SourceError(_("The file does not begin with a header."))
        return header_of(found)

    def rows(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Yield the rows, and close the file after the last."""
        assert self._file is not None
        with self._file as file:
            try:
                yield from self._json_rows(file) if self._is_json else self._csv_rows(file)
            except UnicodeDecodeError as error:
                raise SourceError(_("The file is not UTF-8.")) from error
            except csv.Error as error:
                raise SourceError(_("The file is no CSV: %(error)s") % {"error": error}) from error

    def totals(self) -> Totals | None:
        """Return what the last line says."""
        return self._totals

    def _json_rows(self, file: IO[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:
        for number, line in enumerate(file, start=2):
            if not line.strip():
                continue
            row = _json(line)
            if isinstance(row.get("totals"), dict):
                self._end(row["totals"])
            else:
                self._no_more(number)
                yield number, row

    def _csv_rows(self, file: IO[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:
        reader = csv.reader(file, delimiter=";")
        names = next(reader, [])
        for cells in reader:
            number = reader.line_num + 1
            if not any(cells):
                continue
            if cells[0] == "#totals":
                self._end(_marked(";".join(cells), "#totals") or {})
                continue
            self._no_more(number)
            # A row with more or fewer cells than names cannot be told apart: it has no fields.
            yield number, dict(zip(names, cells, strict=True)) if len(cells) == len(names) else {}

    def _end(self, found: Mapping[str, Any]) -> None:
        self._totals = totals_of(found)

    def _no_more(self, number: int) -> None:
        if self._totals is not None:
            raise SourceError(_("Line %(line)d comes after the totals.") % {"line": number})


def header_of(found: Mapping[str, Any]) -> Header:
    """Read a header; raise `SourceError`."""
    try:
        kind = RunKind(str(found["kind"]))
        at = datetime.fromisoformat(str(found["source_time"]))
    except (KeyError, ValueError) as error:
        raise SourceError(_("The header needs kind (full or delta) and source_time.")) from error
    if at.tzinfo is None:
        raise SourceError(_("source_time needs its offset, e.g. +03:00."))
    return Header(kind, at)


def totals_of(found: Mapping[str, Any]) -> Totals:
    """Read control totals; raise `SourceError`."""
    try:
        amounts = [Decimal(str(found[name])) for name in ("principal", "collected", "cancelled")]
        rows = int(str(found["rows"]))
    except (KeyError, ValueError, InvalidOperation) as error:
        raise SourceError(_("The totals need rows, principal, collected and cancelled.")) from error
    if not all(amount.is_finite() for amount in amounts):
        raise SourceError(_("The totals need rows, principal, collected and cancelled."))
    return Totals(rows, *amounts)


def _json(line: str) -> dict[str, Any]:
    """Return the object of a line; without fields when it is none, so that the row is refused."""
    try:
        found = json.loads(line, parse_float=Decimal)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _marked(line: str, mark: str) -> dict[str, str] | None:
    cells = line.strip().split(";")
    if cells[0] != mark:
        return None
    return dict(cell.split("=", 1) for cell in cells[1:] if "=" in cell)
