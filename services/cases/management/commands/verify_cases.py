"""`manage.py verify_cases`: is every timeline what was signed?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.cases.models import Case
from services.cases.verification import findings


class Command(BaseCommand):
    """Exits with an error when a row was changed, is missing or was added."""

    help = "Verify the timelines of all cases; names each row that was changed or is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what does not fit."""
        found = 0
        for finding in findings():
            found += 1
            self.stderr.write(f"{finding.where}: {finding.what}")
        if found:
            raise CommandError(f"{found} findings: somebody wrote past the application.")
        self.stdout.write(f"{Case.objects.count()} cases, all timelines as they were signed.")
