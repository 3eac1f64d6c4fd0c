"""Delete what of the audit log is older than its time."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.audit.retention import purge


class Command(BaseCommand):
    """`manage.py purge_audit_log`: the worker does it once a day."""

    help = "Delete entries older than AUDIT_TRAFFIC_DAYS and AUDIT_KEEP_DAYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and print how many."""
        for keep, count in purge().items():
            self.stdout.write(f"{keep}: {count} deleted")
