"""`manage.py vapid_key`: a new key for web push."""

from typing import Any

from django.core.management.base import BaseCommand

from outbox.push import new_private_key


class Command(BaseCommand):
    """Prints a new private key; nothing is stored."""

    help = "Print a new VAPID_PRIVATE_KEY for browser notifications."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(new_private_key())
