"""Codes that open a case to who holds its contact."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Lookup(models.Model):
    """Somebody typed a reference. There is a row for references of no case as well.

    The worker looks whether there is such a case and sends the code; the digest stays empty where
    nothing was sent, and no code is right.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Forgotten after a day."""

        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="cases_lookup_used_with_code", condition=Q(used_at=None) | ~Q(digest="")
            )
        ]

    def __str__(self) -> str:
        """Return the number; never the digest."""
        return str(self.pk)
