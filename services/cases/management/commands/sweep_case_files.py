"""`manage.py sweep_case_files`: clears away files that no case has."""

from typing import Any

from django.core.management.base import BaseCommand

from services.cases.attachments.sweeping import drop_unbound, scan_waiting, sweep


class Command(BaseCommand):
    """The clock does the same for the folders of the last days; this looks at all of them."""

    help = "Delete files of forms that were never sent and files without a row; scan what waits."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how much."""
        unsent, orphans = drop_unbound(), sweep(days=None)
        self.stdout.write(f"{unsent} never sent, {orphans} orphans, {scan_waiting()} scanned.")
