"""What import commands share: options, progress, the report on the screen."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from content.imports import FileError, Importer, Outcome, read_rows, run_import


class ImportCommand(BaseCommand):
    """`manage.py import_… FILE [--dry-run] [--draft] [--create-missing]`."""

    required: set[str] = set()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the file and the options."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="change nothing, only report")
        parser.add_argument("--draft", action="store_true", help="keep new entries as drafts")
        parser.add_argument(
            "--create-missing",
            action="store_true",
            help="make categories and neighbourhoods that are not known",
        )

    def importer(self, options: dict[str, Any]) -> Importer:
        """Return the importer of this kind."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and print a line for every rejected row, then the counts."""
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"{path}: no such file")
        with translation.override("tr"), path.open("rb") as file:
            try:
                report = run_import(
                    self.importer(options),
                    read_rows(file, path.name, self.required),
                    dry_run=options["dry_run"],
                    progress=self._progress(),
                )
            except FileError as error:
                raise CommandError(str(error)) from error
        for row in report.rejected:
            self.stdout.write(f"satır {row.line} ({row.key or row.title}): {row.message}")
        counts = ", ".join(f"{report.counts[outcome]} {outcome}" for outcome in Outcome)
        self.stdout.write(f"{'deneme: ' if report.dry_run else ''}{counts}")

    def _progress(self) -> Callable[[int], None]:
        def show(number: int) -> None:
            if number % 50 == 0 and sys.stderr.isatty():
                self.stderr.write(f"\r{number} …", ending="")

        return show
