"""A neighbourhood or directorate that changes is public at once, also where no page names it."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from content.reference.models import Directorate, Neighbourhood
from search.models import PublicationState


@receiver(post_save, sender=Neighbourhood)
@receiver(post_delete, sender=Neighbourhood)
@receiver(post_save, sender=Directorate)
@receiver(post_delete, sender=Directorate)
def reference_changed(**kwargs: Any) -> None:
    """Let every process read the names anew with its next request."""
    PublicationState.advance()
