"""What left a filtered list without being withdrawn, for readers who keep copies of such lists."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


class Departure(models.Model):
    """A page lost facets: it was moved to another neighbourhood, it has another status.

    `facets` are those it had before. No word of the page is kept, and the row goes after the time
    feeds tell of it (`search.departures.KEPT`).
    """

    page_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    locale = models.CharField(max_length=10)
    translation_key = models.UUIDField()
    facets = ArrayField(models.CharField(max_length=120))
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    version = models.BigIntegerField()
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Found by kind, language and time."""

        default_permissions = ()
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "locale", "-changed_at"], name="published_departures"),
            models.Index(fields=["changed_at"], name="published_departures_old"),
        ]

    def __str__(self) -> str:
        """Return the page's number and when."""
        return f"{self.page_id} {self.version}"
