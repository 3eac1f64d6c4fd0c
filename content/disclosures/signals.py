"""A version that is deleted must vanish from its text as well."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from content.disclosures.models import DisclosurePage, DisclosureVersionPage
from search import index


@receiver(post_delete, sender=DisclosureVersionPage)
def version_deleted(instance: DisclosureVersionPage, **kwargs: Any) -> None:
    """Describe the text anew."""
    # None when the text itself is being deleted with all its versions.
    parent = DisclosurePage.objects.filter(path=instance.path[: -instance.steplen]).first()
    if parent is not None:
        index.sync(parent)
