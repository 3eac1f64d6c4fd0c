"""Reconcile a day with the payment provider."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.debts.books.actions.reconciling import reconcile
from services.debts.books.comparing import next_step
from services.debts.books.models import Difference
from services.debts.days import yesterday
from services.debts.payments.provider import ProviderAway, provider
from services.debts.payments.settlement import Unreadable


class Command(BaseCommand):
    """`manage.py reconcile [--day 2026-11-30]`: yesterday unless given; 1 while any is open."""

    help = "Compare a day's settlement file of the provider with what was recorded."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the day."""
        parser.add_argument("--day", type=date.fromisoformat)

    def handle(self, *args: Any, **options: Any) -> None:
        """Reconcile, then list what is open with its next step."""
        collects = provider()
        if collects is None:
            raise CommandError("PAYMENT_PROVIDER is not set.")
        day = options["day"] or yesterday()
        try:
            found = reconcile(provider=collects, day=day)
        except (ProviderAway, Unreadable) as error:
            raise CommandError(str(error)) from error
        one = found.settlement
        self.stdout.write(
            f"{one}: {one.rows} lines, {one.charged} charged, {one.refunded} paid back; "
            f"{'new file' if found.is_new else 'file known'}, {found.mended} booked late"
        )
        for row in Difference.objects.filter(ended_at=None):
            self.stderr.write(
                f"{row.what} {row.kind} {row.order}: here {row.ours} {row.our_state}, "
                f"there {row.theirs} {row.their_state}. "
                f"{next_step(row.what, row.kind, row.their_state)}"
            )
        if found.open:
            raise CommandError(f"{found.open} differences")
