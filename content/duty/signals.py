"""A changed rota makes a new generation, so that no cache shows the old one."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from content.duty.models import DutyShift
from search.models import PublicationState


@receiver(post_save, sender=DutyShift)
@receiver(post_delete, sender=DutyShift)
def rota_changed(**kwargs: Any) -> None:
    """Count the generation up in the transaction of the change."""
    PublicationState.advance()
