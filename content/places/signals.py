"""What follows from the publication of a place."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_published

from content.places.actions import share_facts
from content.places.models import PlaceCategory, PlacePage
from search.models import PublicationState


@receiver(page_published, sender=PlacePage)
def facts_follow(instance: PlacePage, **kwargs: Any) -> None:
    """Keep the translations in step, in the same transaction and whoever publishes.

    A signal, since pages are published from forms, bulk actions, imports and the clock alike, and
    an English page with the old opening hours sends people to a closed door.
    """
    share_facts(instance)


@receiver(post_save, sender=PlaceCategory)
@receiver(post_delete, sender=PlaceCategory)
def category_changed(**kwargs: Any) -> None:
    """Let every process read the categories anew: their pages say more than places do."""
    PublicationState.advance()
