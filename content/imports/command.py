"""What import commands share: options, progress, the report on the screen."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from content.imports import FileError, Importer, Outcome, Report, RowResult, read_rows, run_import

BAR = 30


class ImportCommand(BaseCommand):
    """`manage.py import_… FILE [--dry-run] [--create-missing] [--publish]`."""

    required: set[str] = set()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the file and the options."""
        parser.add_argument("file", type=Path, help="a .csv or .geojson file in UTF-8")
        parser.add_argument("--dry-run", action="store_true", help="change nothing, only report")
        parser.add_argument(
            "--publish", action="store_true", help="publish at once; otherwise all stays a draft"
        )
        parser.add_argument(
            "--create-missing",
            action="store_true",
            help="make categories and neighbourhoods that are not known",
        )

    def importer(self, options: dict[str, Any]) -> Importer:
        """Return the importer of this kind."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        """Import; print a line for every rejected row as it comes, then the counts."""
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"{path}: no such file")
        with translation.override("tr"), path.open("rb") as file:
            bar = _Bar(file, path.stat().st_size, self.stderr)
            try:
                report = run_import(
                    self.importer(options),
                    read_rows(file, path.name, self.required),
                    dry_run=options["dry_run"],
                    progress=bar.show,
                    on_result=lambda result: self._tell(result, bar),
                )
            except FileError as error:
                raise CommandError(str(error)) from error
            finally:
                bar.clear()
            self._sum_up(report)

    def _tell(self, result: RowResult, bar: "_Bar") -> None:
        if result.outcome is Outcome.REJECTED:
            bar.clear()
            name = result.key or result.title
            line = _("line %(line)d (%(name)s): %(why)s")
            self.stdout.write(line % {"line": result.line, "name": name, "why": result.message})

    def _sum_up(self, report: Report) -> None:
        counts = ", ".join(
            f"{report.counts[outcome]} {outcome.label}"
            for outcome in Outcome
            if report.counts[outcome] or outcome is not Outcome.REMOVED
        )
        before = f"{_('rehearsal')}: " if report.dry_run else ""
        self.stdout.write(f"{before}{counts}")
        if report.stopped:
            raise CommandError(report.stopped)


class _Bar:
    """A bar of how much of the file has been read, where somebody is looking."""

    def __init__(self, file: BinaryIO, size: int, out: Any) -> None:
        self.file, self.size, self.out = file, max(size, 1), out
        self.shown = sys.stderr.isatty()
        self.last = -1

    def show(self, number: int) -> None:
        """Draw it anew when it grew."""
        if not self.shown:
            return
        share = min(self.file.tell() / self.size, 1)
        filled = int(share * BAR)
        if filled != self.last or number % 10 == 0:
            self.last = filled
            drawn = "█" * filled + "·" * (BAR - filled)
            self.out.write(f"\r{drawn} {share:4.0%} {number}", ending="")

    def clear(self) -> None:
        """Give the line back."""
        if self.shown and self.last >= 0:
            self.out.write(f"\r{' ' * (BAR + 20)}\r", ending="")
            self.last = -1
