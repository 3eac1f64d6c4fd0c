"""Close a day of debts, or compare closed days with the ledger."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.debts.books.actions.closing import CannotClose, close_day
from services.debts.books.papers import csv_of, pdf_of
from services.debts.books.queries.figures import drift
from services.debts.days import yesterday


class Command(BaseCommand):
    """`manage.py close_debt_day [--day 2026-11-30] [--csv FILE] [--pdf FILE] [--verify]`."""

    help = "Close a day (yesterday unless given) and freeze its figures; --verify compares all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the day and where the report goes."""
        parser.add_argument("--day", type=date.fromisoformat)
        parser.add_argument("--csv", type=Path)
        parser.add_argument("--pdf", type=Path)
        parser.add_argument("--verify", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Close, print the books, write the report; exit 1 when a closed day has changed."""
        if options["verify"]:
            found = drift()
            for line in found:
                self.stderr.write(line)
            if found:
                raise CommandError(f"{len(found)} differences")
            self.stdout.write("Closed days agree with the ledger.")
            return
        try:
            closed = close_day(day=options["day"] or yesterday())
        except CannotClose as error:
            raise CommandError(f"Not closed: {error.why}") from error
        self.stdout.write(f"{closed}: {closed.entries} entries")
        for book, row in closed.figures["books"].items():
            self.stdout.write(
                f"{book:12} {row['opening']:>16} {row['plus']:>14} {row['minus']:>14} "
                f"{row['closing']:>16}"
            )
        if options["csv"]:
            options["csv"].write_text(csv_of(closed), encoding="utf-8-sig", newline="")
        if options["pdf"]:
            options["pdf"].write_bytes(pdf_of(closed))
