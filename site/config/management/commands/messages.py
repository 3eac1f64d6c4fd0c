"""Compile the catalogues, or list the words without a translation."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config import messages


class Command(BaseCommand):
    """`manage.py messages compile` and `manage.py messages missing [tr]`."""

    help = "Compile translation catalogues, or list words that lack a translation."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the task and the language."""
        parser.add_argument("task", choices=["compile", "missing"])
        parser.add_argument("locale", nargs="?", default="tr")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do the task."""
        if options["task"] == "compile":
            self.stdout.write(f"{messages.compile_all()} catalogues compiled")
            return
        done = messages.translated(options["locale"])
        missing = {m: files for m, files in messages.used().items() if m not in done}
        for msgid, files in sorted(missing.items()):
            self.stdout.write(f"{files[0]}: {msgid}")
        if missing:
            raise CommandError(f"{len(missing)} without {options['locale']}")
