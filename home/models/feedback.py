"""What citizens say of pages."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PageFeedback(models.Model):
    """An answer to “was this page useful?”; nothing about who answered."""

    path = models.CharField(_("page"), max_length=500)
    useful = models.BooleanField(_("useful"))
    comment = models.TextField(_("comment"), max_length=1000, blank=True)
    created_at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        """Order and names."""

        ordering: ClassVar[list[str]] = ["-created_at"]
        verbose_name = _("page feedback")
        verbose_name_plural = _("page feedback")
        indexes: ClassVar[list[Any]] = [models.Index(fields=["path", "-created_at"])]

    def __str__(self) -> str:
        """Return the page's path."""
        return self.path
