"""Seal everything anew with the newest keys."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from accounts.secrets import documents
from accounts.secrets.rotation import BATCH, Rotated, rotate, sealed_models, waiting


class Command(BaseCommand):
    """`manage.py rotate_identity_keys [--check]`: may be stopped and run again at any time."""

    help = "Write what is sealed, and its digests, anew with the newest keys."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --check and --batch."""
        parser.add_argument("--check", action="store_true", help="only count; exit 1 if any waits")
        parser.add_argument("--batch", type=int, default=BATCH, help="rows to a transaction")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through every model that has something sealed."""
        size = max(1, options["batch"])
        left = 0
        for model in sealed_models():
            label = model._meta.label
            if options["check"]:
                left += self._count(label, waiting(model))
            else:
                left += self._tell(label, rotate(model, size))
        for document in documents.sealed_documents():
            label = f"{document.label}.{document.column}"
            if options["check"]:
                left += self._count(label, documents.waiting(document))
            else:
                left += self._tell(label, documents.rotate(document, size))
        if left:
            raise CommandError(f"{left} rows still need an older key: keep it in the ring.")

    def _count(self, label: str, rows: QuerySet[Any]) -> int:
        count = rows.count()
        self.stdout.write(f"{label}: {count} of an older key")
        return count

    def _tell(self, label: str, done: Rotated) -> int:
        self.stdout.write(f"{label}: {done.written} written anew")
        if done.failed:
            rows = ", ".join(str(pk) for pk in done.failed[:20])
            self.stderr.write(f"{label}: {len(done.failed)} do not open: {rows}")
        return len(done.failed)
