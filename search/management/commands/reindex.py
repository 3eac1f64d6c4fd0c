"""Rebuild the published index from the pages, and report what had drifted."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineError
from search.rebuild import Drift, rebuild
from search.terms import has_old_terms, renew_terms


class Command(BaseCommand):
    """`manage.py reindex` repairs; `manage.py reindex --check` only looks and fails on drift."""

    help = "Rebuild the published index from the pages and report drift."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --check."""
        parser.add_argument(
            "--check", action="store_true", help="change nothing; exit 1 when the index is wrong"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run and print one line for each document that was wrong, then the sum."""
        renewed = 0 if options["check"] or not has_old_terms() else renew_terms()
        drift = rebuild(check_only=options["check"], progress=self._progress)
        for line in drift.lines():
            self.stdout.write(line)
        self.stdout.write(drift.summary())
        if renewed:
            self.stdout.write(f"search terms made anew for {renewed} documents")
        old = has_old_terms()
        if old:
            self.stdout.write("search terms are of an older version")
        behind = self._mirror(check_only=options["check"]) if settings.ELASTICSEARCH_URL else False
        if options["check"] and (drift or behind or old):
            raise CommandError("The published index has drifted; run manage.py reindex.")

    def _mirror(self, *, check_only: bool) -> bool:
        """Rebuild Elasticsearch or only compare it; return whether it had drifted."""
        from search.engines import mirror

        try:
            if not check_only:
                self.stdout.write(f"elasticsearch: {mirror.rebuild()} documents sent")
                return False
            lines = mirror.drift()
        except EngineError as error:
            raise CommandError(f"Elasticsearch does not answer: {error}") from error
        for line in lines:
            self.stdout.write(line)
        self.stdout.write(f"elasticsearch: {len(lines)} documents differ")
        return bool(lines)

    def _progress(self, drift: Drift) -> None:
        if drift.seen % 1000 == 0:
            self.stderr.write(f"{drift.seen} pages read")
