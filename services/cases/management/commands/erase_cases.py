"""`manage.py erase_cases`: what is due by its kind's retention, or one case for a reason."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.audit.actions import record
from services.cases.actions.erasing import (
    ERASED,
    ErasureRefused,
    due_for_erasing,
    erase_case,
    erase_due,
)
from services.cases.models import Case
from services.cases.reference import InvalidReferenceError, read


class Command(BaseCommand):
    """The clock erases what is due by itself; this shows it before, or answers a request."""

    help = "Erase closed cases whose time to keep is over, or a single one with --reference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what is to be erased."""
        parser.add_argument("--dry-run", action="store_true", help="Only say how many are due.")
        parser.add_argument("--reference", help="One case, e.g. at its citizen's request.")
        parser.add_argument("--source", help="The rule or request it is erased by.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, or only count."""
        if options["reference"]:
            self._one(options["reference"], options["source"] or "")
            return
        if options["dry_run"]:
            self.stdout.write(f"{due_for_erasing().count()} cases are due.")
            return
        done = 0
        while found := erase_due():
            done += found
        self.stdout.write(f"{done} cases erased.")

    def _one(self, typed: str, source: str) -> None:
        if not source.strip():
            raise CommandError("Say by which rule or request with --source.")
        try:
            found = read(typed)
            case = Case.objects.get(kind=found.kind, year=found.year, number=found.number)
            erase_case(case=case, source=source)
        except (InvalidReferenceError, Case.DoesNotExist):
            raise CommandError("There is no such case.") from None
        except ErasureRefused:
            raise CommandError("It is open, or was erased before.") from None
        record(ERASED, about=f"cases.case:{case.pk}", details={"source": source})
        self.stdout.write(f"{case.reference} erased.")
