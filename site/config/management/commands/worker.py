"""Background work: tasks from the database, and what the clock asks for."""

import logging
import threading
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from accounts.audit import retention as audit
from content.obituaries import retention as obituaries
from content.roadworks import reminders as roadworks
from outbox import tasks as outbox
from search import tasks as search
from services.cases import tasks as cases
from services.debts.payments import tasks as payments
from services.debts.reminding import tasks as debt_reminders
from services.debts.staff import tasks as debt_desk
from services.desk import tasks as desk
from services.requests import tasks as requests
from subscriptions import tasks as subscriptions
from webhooks import tasks as webhooks

logger = logging.getLogger(__name__)

EVERY_SECONDS = 20


class Command(BaseCommand):
    """`manage.py worker`: run queued tasks, publish or expire pages, send webhooks again."""

    help = "Run queued tasks, and publish or expire scheduled pages on time."

    def handle(self, *args: Any, **options: Any) -> None:
        """Start the clock in a thread of its own, then work on tasks until told to stop."""
        threading.Thread(target=self._clock, name="clock", daemon=True).start()
        call_command(
            "db_worker",
            interval=0.5,
            startup_delay=False,
            queue_name="*",
            reload=False,
            verbosity=0,
        )

    def _clock(self) -> None:
        while True:
            try:
                close_old_connections()
                call_command("publish_scheduled", verbosity=0)
                webhooks.tick()
                search.tick()
                obituaries.tick()
                roadworks.tick()
                subscriptions.tick()
                requests.tick()
                cases.tick()
                desk.tick()
                outbox.tick()
                payments.tick()
                debt_desk.tick()
                debt_reminders.tick()
                audit.tick()
            except Exception:
                logger.exception("What the clock asks for failed; it is tried again.")
            time.sleep(EVERY_SECONDS)
