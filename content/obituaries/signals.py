"""A withdrawn notice needs a new word of the family before it is public again."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_unpublished

from content.obituaries.family.actions import end
from content.obituaries.models import ObituaryPage


@receiver(page_unpublished)
def withdrawn(instance: Page, **kwargs: Any) -> None:
    """End what the family had approved."""
    if isinstance(instance, ObituaryPage):
        end(page=instance)
