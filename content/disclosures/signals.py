"""A version that is deleted must vanish from its text as well."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page

from content.disclosures.models import DisclosureVersionPage
from search import index


@receiver(post_delete, sender=DisclosureVersionPage)
def version_deleted(instance: DisclosureVersionPage, **kwargs: Any) -> None:
    """Describe the text anew."""
    parent = Page.objects.filter(path=instance.path[: -instance.steplen]).first()
    if parent is not None:
        index.sync(parent.specific)
