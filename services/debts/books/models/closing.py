"""Closed days: which entries belong to each, and what stood in the books at its end."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.debts.models import LedgerEntry


class ClosedDay(models.Model):
    """A day that is closed. Never changed: what is booked later belongs to a later day."""

    day = models.DateField(_("day"), unique=True)
    closed_at = models.DateTimeField(_("closed"), default=timezone.now)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("closed by"),
    )
    entries = models.PositiveIntegerField(_("entries"))
    # Amounts as texts, so that what was closed reads the same for ever.
    figures = models.JSONField(_("figures"))
    # Of the figures and of the day before: a changed day is found.
    digest = models.CharField(max_length=64)

    class Meta:
        """The newest first."""

        verbose_name = _("closed day")
        verbose_name_plural = _("closed days")
        ordering = ("-day",)
        default_permissions = ()

    def __str__(self) -> str:
        """Return the day."""
        return f"{self.day:%Y-%m-%d}"


class ClosedEntry(models.Model):
    """To which closed day an entry belongs: to one, and for ever."""

    closed = models.ForeignKey(ClosedDay, on_delete=models.PROTECT, related_name="parts")
    entry = models.OneToOneField(
        LedgerEntry, on_delete=models.PROTECT, related_name="closing", primary_key=True
    )

    class Meta:
        """Nobody's to edit."""

        default_permissions = ()

    def __str__(self) -> str:
        """Return both."""
        return f"{self.closed_id}/{self.entry_id}"
