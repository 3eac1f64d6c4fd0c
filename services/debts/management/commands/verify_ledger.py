"""Compare ledger and register."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.debts.verification import findings, totals


class Command(BaseCommand):
    """`manage.py verify_ledger`: exits 1 and names each difference."""

    help = "Check that the ledger balances and that every debt is what its postings add up to."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the books, then what does not agree."""
        for book, amount in totals().items():
            self.stdout.write(f"{book:12} {amount:>18}")
        found = [str(finding) for finding in findings()]
        for line in found:
            self.stderr.write(line)
        if found:
            raise CommandError(f"{len(found)} differences")
        self.stdout.write("The ledger agrees with the register.")
