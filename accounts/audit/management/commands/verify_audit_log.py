"""Find out whether the audit log is as it was written."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.audit.verification import verify

MOST_SHOWN = 50


class Command(BaseCommand):
    """`manage.py verify_audit_log [--head N:HASH]`: exit 1 when something is not."""

    help = "Verify the audit log; note the head it prints somewhere outside of the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --head."""
        parser.add_argument("--head", default="", help="a head printed earlier, NUMBER:HASH")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the findings and the head."""
        try:
            found = verify(options["head"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        for finding in found.findings[:MOST_SHOWN]:
            self.stderr.write(str(finding))
        self.stdout.write(f"{found.entries} entries, {found.forgotten} forgotten by rule")
        self.stdout.write(f"head {found.head}")
        if found.findings:
            raise CommandError(f"{len(found.findings)} findings: the log is not as it was written.")
