"""Sign the head of the audit log."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.audit.actions import seal_chain


class Command(BaseCommand):
    """`manage.py seal_audit_log`: the worker does it once a day; oftener leaves less unsealed."""

    help = "Sign the head of the audit log."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal, and print what was sealed."""
        made = seal_chain()
        self.stdout.write(f"sealed {made}" if made else "nothing new to seal")
