"""How far the second engine is."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class EngineState(models.Model):
    """One row for each Elasticsearch alias: what it holds, and since when it fails.

    Everything with a version above `version` is still to be sent. So there is no outbox to lose:
    what was published while the engine was down is found by its version when it is back.
    """

    alias = models.CharField(max_length=120, primary_key=True)
    mapping = models.CharField(max_length=32, blank=True)
    version = models.BigIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)
    mirrored_at = models.DateTimeField(null=True)

    class Meta:
        """Names for the admin."""

        default_permissions: ClassVar[tuple[str, ...]] = ()
        verbose_name = _("state of the search engine")
        verbose_name_plural = _("states of the search engines")

    def __str__(self) -> str:
        """Return alias and version."""
        return f"{self.alias} {self.version}"
