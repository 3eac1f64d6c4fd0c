"""Write the audit log as JSON lines."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from accounts.audit import kinds
from accounts.audit.actions import record
from accounts.audit.export import between, lines


class Command(BaseCommand):
    """`manage.py export_audit_log [--from DAY] [--to DAY]`: to standard output."""

    help = "Write the entries of whole days as JSON lines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the first and the last day."""
        parser.add_argument("--from", dest="first", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--to", dest="last", type=date.fromisoformat, metavar="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, and record that it was written."""
        days = {name: str(options[name] or "") for name in ("first", "last")}
        record(kinds.AUDIT_EXPORTED, about="export_audit_log", details=days)
        for line in lines(between(options["first"], options["last"])):
            self.stdout.write(line)
