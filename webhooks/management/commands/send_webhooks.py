"""Sends the webhooks that are due, for installations whose clock is cron."""

from typing import Any

from django.core.management.base import BaseCommand

from webhooks import actions


class Command(BaseCommand):
    """`manage.py send_webhooks`: send what is due now, then end."""

    help = "Send the webhook messages that are due."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send until nothing is due."""
        tried = 0
        while actions.send_next() is not None:
            tried += 1
        actions.forget_old()
        self.stdout.write(f"{tried} tried")
