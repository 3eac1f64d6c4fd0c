"""Hand the ledger's entries over to the accounting system."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from services.debts.books.actions.exporting import acknowledge, make_batch, send_batch
from services.debts.books.handover import AccountingAway, RestTarget, csv_of, json_of
from services.debts.books.models import Batch, BatchEntry
from services.debts.books.queries.batches import lines_of


class Command(BaseCommand):
    """`manage.py export_entries --rest`, or `FOLDER [--json]` and then `--arrived NUMBER`."""

    help = "Hand entries over: by the interface (--rest), or as a file that is told as --arrived."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the way."""
        parser.add_argument("folder", nargs="?", type=Path)
        parser.add_argument("--rest", action="store_true", help="send to DEBT_EXPORT_URL")
        parser.add_argument("--json", action="store_true", help="JSON lines instead of CSV")
        parser.add_argument("--arrived", type=int, help="number of a batch that was taken over")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of the three."""
        ways = [options["rest"], options["folder"] is not None, options["arrived"] is not None]
        if sum(ways) != 1:
            raise CommandError("Choose --rest, a folder, or --arrived NUMBER.")
        if options["arrived"] is not None:
            self._arrived(options["arrived"])
        elif options["rest"]:
            self._send()
        else:
            self._write(options["folder"], as_json=options["json"])

    def _send(self) -> None:
        if not settings.DEBT_EXPORT_URL:
            raise CommandError("DEBT_EXPORT_URL is not set.")
        target = RestTarget(settings.DEBT_EXPORT_URL, settings.DEBT_EXPORT_TOKEN)
        while batch := make_batch():
            try:
                batch = send_batch(batch=batch, target=target)
            except AccountingAway as error:
                raise CommandError(f"Batch {batch} waits: {error}") from error
            if batch.acknowledged_at is None:
                raise CommandError(f"Batch {batch} waits: not every entry was answered.")
            self.stdout.write(f"Batch {batch}: {batch.entries} entries, {batch.debit}")
            for one in BatchEntry.objects.filter(batch=batch).exclude(refusal=""):
                self.stderr.write(f"  entry {one.entry_id} refused: {one.refusal}")

    def _write(self, folder: Path, *, as_json: bool) -> None:
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        batch = make_batch()
        if batch is None:
            self.stdout.write("Nothing to hand over.")
            return
        lines = lines_of(batch)
        text = json_of(lines) if as_json else csv_of(lines)
        file = folder / f"aktarim-{batch.number:06}.{'jsonl' if as_json else 'csv'}"
        file.write_text(text, encoding="utf-8")
        self.stdout.write(f"{file}: batch {batch}, {batch.entries} entries, {batch.debit}")

    def _arrived(self, number: int) -> None:
        batch = Batch.objects.filter(number=number).first()
        if batch is None:
            raise CommandError(f"There is no batch {number}.")
        acknowledge(batch=batch)
        self.stdout.write(f"Batch {batch} has arrived.")
