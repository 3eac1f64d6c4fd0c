"""What was handed over to the accounting system: batches, and each entry in one of them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.debts.models import LedgerEntry
from services.debts.models.register import MoneySum


class Batch(models.Model):
    """Entries handed over together. Its number is what the other side knows it by."""

    number = models.PositiveIntegerField(_("number"), unique=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    entries = models.PositiveIntegerField(_("entries"))
    debit = MoneySum(_("sum of the debits"))
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True)

    class Meta:
        """The newest first."""

        verbose_name = _("batch for accounting")
        verbose_name_plural = _("batches for accounting")
        ordering = ("-number",)
        default_permissions = ()
        constraints = [
            # The next batch is made when this one has arrived: nothing overtakes.
            models.UniqueConstraint(
                models.F("acknowledged_at"),
                name="debtbooks_one_batch_waits",
                condition=Q(acknowledged_at__isnull=True),
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        """Return its number."""
        return str(self.number)


class BatchEntry(models.Model):
    """An entry in its batch: in one, whoever makes batches at the same time."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="parts")
    entry = models.OneToOneField(
        LedgerEntry, on_delete=models.PROTECT, related_name="batch_entry", primary_key=True
    )
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True)
    # What the accounting system said to an entry it did not take.
    refusal = models.CharField(_("refused because"), max_length=200, blank=True)

    class Meta:
        """Nobody's to edit."""

        default_permissions = ()

    def __str__(self) -> str:
        """Return both."""
        return f"{self.batch_id}/{self.entry_id}"
