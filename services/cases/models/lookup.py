"""Codes that open something to who holds its registered contact."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Lookup(models.Model):
    """Somebody typed a number at a door. There is a row where nothing is behind it as well.

    The worker looks whether there is something and sends the code; the digest stays empty where
    nothing was sent, and no code is right. What was typed stands as its door keeps it: references
    of cases as they are, numbers of people sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    door = models.SlugField(max_length=16, default="case")
    subject = models.CharField(max_length=240)
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
