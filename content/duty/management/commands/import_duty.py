"""Import the duty rota of the pharmacies from a CSV file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from content.duty.importing import REQUIRED, DutyImporter
from content.imports.command import ImportCommand


class Command(ImportCommand):
    """`manage.py import_duty FILE [--dry-run]`."""

    help = (
        "Import the duty rota of pharmacies from a CSV file; the file replaces the days it names."
    )
    required = REQUIRED

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the file; the rota has no drafts."""
        parser.add_argument("file", type=Path, help="a .csv file in UTF-8")
        parser.add_argument("--dry-run", action="store_true", help="change nothing, only report")

    def importer(self, options: dict[str, Any]) -> DutyImporter:
        """Return the importer."""
        return DutyImporter()
