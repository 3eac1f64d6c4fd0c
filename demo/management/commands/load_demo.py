"""Load the demo municipality: invented people, real place names, dates relative to today."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from demo.loading import PARTS
from demo.loading.context import Loading
from home.models import HomePage


class Command(BaseCommand):
    """`manage.py load_demo`; loading twice changes nothing."""

    help = "Load the demo municipality (once)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --if-empty, which keeps quiet when there is content already."""
        parser.add_argument("--if-empty", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load every part in one transaction, so that a failure leaves nothing half done.

        Its accounts have a password that everybody knows, so it refuses outside of the demo.
        """
        if not settings.DEMO:
            raise CommandError("The demo's accounts have a known password: DEMO must be on.")
        if HomePage.objects.exists():
            if not options["if_empty"]:
                self.stdout.write("There is a home page already; nothing was loaded.")
            return
        run = Loading()
        with transaction.atomic():
            for name, load in PARTS:
                begun = time.monotonic()
                load(run)
                self.stdout.write(f"  {name}: {time.monotonic() - begun:.1f} s")
