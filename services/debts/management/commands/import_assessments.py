"""Take over assessments from a file or from the accounting system's interface."""

import resource
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.debts.actions.imports import ImportRefused, import_from, rest_source
from services.debts.imports.files import FileSource
from services.debts.models import RunKind


class Command(BaseCommand):
    """`manage.py import_assessments FILE`, or `--rest [--full]`."""

    help = "Take over assessments: a CSV or JSON lines file, or the interface (changes, --full)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add where from."""
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--rest", action="store_true", help="ask DEBT_SOURCE_URL")
        parser.add_argument("--full", action="store_true", help="with --rest: everything")
        parser.add_argument(
            "--allow-gone", action="store_true", help="though many debts are missing from it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, tell the progress and how it went; exit 1 when nothing was taken."""
        if bool(options["file"]) == options["rest"]:
            raise CommandError("Name a file, or --rest.")
        begun = time.monotonic()
        try:
            kind = RunKind.FULL if options["full"] else RunKind.DELTA
            source = rest_source(kind) if options["rest"] else FileSource(options["file"])
            run = import_from(source=source, progress=self._tell, allow_gone=options["allow_gone"])
        except ImportRefused as error:
            raise CommandError(str(error)) from error
        seconds = time.monotonic() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        self.stdout.write(
            f"{run.rows} rows, {run.rejected} refused, {run.changed} instalments changed; "
            f"{seconds:.1f} s ({run.rows / seconds:.0f} rows/s), peak {peak} MB"
        )
        for reject in run.rejects.all()[:20]:
            self.stdout.write(f"  line {reject.line}: {reject.reason} {reject.external_id}")

    def _tell(self, rows: int) -> None:
        self.stdout.write(f"  {rows} rows read", ending="\r")
        self.stdout.flush()
