"""The import itself: every row in its own savepoint, good ones go in, bad ones are told."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _


class RowError(Exception):
    """A row cannot go in; the message says why, in the reader's language."""


class Outcome(StrEnum):
    """What became of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands in the file, what it holds."""

    line: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row, and why."""

    line: int
    key: str
    title: str
    outcome: Outcome
    message: str = ""


@dataclass(slots=True)
class Report:
    """The whole import: counts of all rows, details of the first thousand and every rejection."""

    dry_run: bool
    counts: Counter[Outcome] = field(default_factory=Counter)
    rows: list[RowResult] = field(default_factory=list)

    KEPT = 1000

    def add(self, result: RowResult) -> None:
        """Count a row; keep its details while there is room, rejections always."""
        self.counts[result.outcome] += 1
        if result.outcome is Outcome.REJECTED or len(self.rows) < self.KEPT:
            self.rows.append(result)

    @property
    def rejected(self) -> list[RowResult]:
        """Return the rows that did not go in."""
        return [row for row in self.rows if row.outcome is Outcome.REJECTED]


class Importer(Protocol):
    """How one kind of page is made from a row."""

    def key(self, values: Mapping[str, Any]) -> str:
        """Return the external id of a row; raise RowError without one."""
        ...

    def apply(self, values: Mapping[str, Any]) -> tuple[Any, Outcome]:
        """Create or update from a row; raise RowError or ValidationError when it is wrong."""
        ...


def run_import(
    importer: Importer,
    rows: Iterable[Row],
    *,
    dry_run: bool,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Import rows and report on each; with `dry_run` everything is undone at the end of a row."""
    report = Report(dry_run=dry_run)
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        report.add(_import_row(importer, row, seen, dry_run=dry_run))
        if progress:
            progress(number)
    return report


def _import_row(importer: Importer, row: Row, seen: set[str], *, dry_run: bool) -> RowResult:
    key, title = "", str(row.values.get("name") or row.values.get("title") or "")
    try:
        key = importer.key(row.values)
        if key in seen:
            raise RowError(_("This id stands in the file twice; the first row was used."))
        seen.add(key)
        with transaction.atomic():
            _page, outcome = importer.apply(row.values)
            if dry_run:
                transaction.set_rollback(True)
    except RowError as error:
        return RowResult(row.line, key, title, Outcome.REJECTED, str(error))
    except ValidationError as error:
        return RowResult(row.line, key, title, Outcome.REJECTED, " ".join(_messages(error)))
    except (DataError, IntegrityError):
        message = _("The database refused this row; a value is too long or stands twice.")
        return RowResult(row.line, key, title, Outcome.REJECTED, message)
    return RowResult(row.line, key, title, outcome)


def _messages(error: ValidationError) -> Iterator[str]:
    if hasattr(error, "message_dict"):
        for name, messages in error.message_dict.items():
            prefix = "" if name == "__all__" else f"{name}: "
            yield from (f"{prefix}{message}" for message in messages)
    else:
        yield from error.messages
