"""`manage.py verify_cases`: is every timeline what was signed?"""

from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.cases.models import Case
from services.cases.verification import files_changed, findings


class Command(BaseCommand):
    """Exits with an error when a row was changed, is missing or was added."""

    help = "Verify the timelines of all cases; names each row that was changed or is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether the files are read as well."""
        parser.add_argument(
            "--files", action="store_true", help="Read every file and compare its digest, too."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what does not fit."""
        found = 0
        for finding in chain(findings(), files_changed() if options["files"] else ()):
            found += 1
            self.stderr.write(f"{finding.where}: {finding.what}")
        if found:
            raise CommandError(f"{found} findings: somebody wrote past the application.")
        self.stdout.write(f"{Case.objects.count()} cases, all timelines as they were signed.")
