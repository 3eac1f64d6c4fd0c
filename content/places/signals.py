"""What follows from the publication of a place."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from content.places.actions import share_facts
from content.places.models import PlacePage


@receiver(page_published, sender=PlacePage)
def facts_follow(instance: PlacePage, **kwargs: Any) -> None:
    """Keep the translations in step, in the same transaction and whoever publishes.

    A signal, since pages are published from forms, bulk actions, imports and the clock alike, and
    an English page with the old opening hours sends people to a closed door.
    """
    share_facts(instance)
