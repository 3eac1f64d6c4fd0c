"""The import itself: every row in its own savepoint, good ones go in, bad ones are told."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class FileError(Exception):
    """The file as a whole cannot be read; the message says what to do."""


class RowError(Exception):
    """A row cannot go in; the message says why, in the reader's language."""


class Outcome(StrEnum):
    """What became of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    REJECTED = "rejected"

    @property
    def label(self) -> Any:
        """Return the word for people."""
        return LABELS[self]


LABELS = {
    Outcome.CREATED: gettext_lazy("new"),
    Outcome.UPDATED: gettext_lazy("changed"),
    Outcome.UNCHANGED: gettext_lazy("unchanged"),
    Outcome.REMOVED: gettext_lazy("taken away"),
    Outcome.REJECTED: gettext_lazy("rejected"),
}


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
    """The whole import: counts of all rows, and the details of so many of each outcome.

    `stopped` says why the file could not be read to its end; what came before went in.
    """

    dry_run: bool
    counts: Counter[Outcome] = field(default_factory=Counter)
    rows: list[RowResult] = field(default_factory=list)
    stopped: str = ""

    KEPT = 1000

    def add(self, result: RowResult) -> None:
        """Count a row; keep its details while there is room."""
        if self.counts[result.outcome] < self.KEPT:
            self.rows.append(result)
        self.counts[result.outcome] += 1

    @property
    def rejected(self) -> list[RowResult]:
        """Return the rows that did not go in, the first thousand."""
        return [row for row in self.rows if row.outcome is Outcome.REJECTED]

    @property
    def total(self) -> int:
        """Return how many rows there were."""
        return self.counts.total()


class Importer(Protocol):
    """How one kind of page is made from a row.

    A row may be undone after `apply`, so an importer must not remember what it made. One whose
    file is the truth about something has `finish(report)` as well, which takes away what the file
    does not name and yields a `RowResult` for each; a rehearsal undoes it.
    """

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
    on_result: Callable[[RowResult], None] | None = None,
) -> Report:
    """Import rows and report on each; with `dry_run` every row is undone at its end.

    Each row stands for itself: run outside a transaction, what went in stays in whatever follows.

    Raises:
        FileError: When not even the first row could be read.
    """
    report = Report(dry_run=dry_run)
    seen: set[str] = set()
    try:
        for number, row in enumerate(rows, start=1):
            result = _import_row(importer, row, seen, dry_run=dry_run)
            report.add(result)
            if on_result:
                on_result(result)
            if progress:
                progress(number)
    except FileError as error:
        if not report.total:
            raise
        report.stopped = str(error)
    _finish(importer, report)
    return report


def _finish(importer: Importer, report: Report) -> None:
    finish: Callable[[Report], Iterable[RowResult]] | None = getattr(importer, "finish", None)
    if finish is None:
        return
    with transaction.atomic():
        for result in finish(report):
            report.add(result)
        if report.dry_run:
            transaction.set_rollback(True)


def _import_row(importer: Importer, row: Row, seen: set[str], *, dry_run: bool) -> RowResult:
    key, title = "", str(row.values.get("name") or row.values.get("title") or "")[:200]
    model: type[models.Model] | None = getattr(importer, "model", None)
    try:
        if row.values.get("_extra"):
            raise RowError(_("The row has more cells than there are columns."))
        key = importer.key(row.values)
        if key in seen:
            raise RowError(_("This id stands in the file twice; the first row was used."))
        with transaction.atomic():
            _page, outcome = importer.apply(row.values)
            if dry_run:
                transaction.set_rollback(True)
        seen.add(key)
    except RowError as error:
        return RowResult(row.line, key, title, Outcome.REJECTED, str(error))
    except ValidationError as error:
        message = " ".join(_messages(error, model))
        return RowResult(row.line, key, title, Outcome.REJECTED, message)
    except (DataError, IntegrityError):
        message = _("The database refused this row; a value is too long or stands twice.")
        return RowResult(row.line, key, title, Outcome.REJECTED, message)
    return RowResult(row.line, key, title, outcome)


def _messages(error: ValidationError, model: type[models.Model] | None) -> Iterator[str]:
    if not hasattr(error, "message_dict"):
        yield from error.messages
        return
    for name, messages in error.message_dict.items():
        prefix = "" if name == "__all__" else f"{_field_name(name, model)}: "
        yield from (f"{prefix}{message}" for message in messages)


def _field_name(name: str, model: type[models.Model] | None) -> str:
    known = {field.name: field for field in model._meta.get_fields()} if model else {}
    return str(getattr(known.get(name), "verbose_name", name))
