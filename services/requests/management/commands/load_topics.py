"""Load the topics of reports that come with the product."""

from typing import Any

from django.core.management.base import BaseCommand

from services.requests.topics import load_topics


class Command(BaseCommand):
    """`manage.py load_topics`; loading twice changes nothing."""

    help = "Create the topics of the Solution Centre that are not there yet."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_topics()} topics and groups created.")
