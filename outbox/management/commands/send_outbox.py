"""`manage.py send_outbox`: send what is due now, without the worker (cron, measuring)."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from outbox import sending


class Command(BaseCommand):
    """Sends until nothing is due, or for some seconds."""

    help = "Send the messages that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seconds", type=float, default=3_600.0)
        parser.add_argument(
            "--stay", action="store_true", help="wait for more until the seconds are over"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        until = time.monotonic() + options["seconds"]
        tried = 0
        while (left := until - time.monotonic()) > 0:
            tried += sending.send_due(left)
            if not options["stay"]:
                break
            time.sleep(0.2)
        self.stdout.write(f"{tried}")
