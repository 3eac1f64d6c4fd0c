"""The ledger: entries of postings that add up to zero. Only added to.

A posting's amount is what comes into its book (positive, a debit) or leaves it (negative, a
credit). The triggers of the migration refuse an entry that does not balance, a posting added to an
entry of another transaction, and every change or deletion.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.debts.models.register import Instalment, MoneySum


class Book(models.TextChoices):
    """The books that amounts move between."""

    RECEIVABLE = "receivable", _("Owed to us")
    REVENUE = "revenue", _("Assessed revenue")
    FEE = "fee", _("Late fees")
    ELSEWHERE = "elsewhere", _("Collected elsewhere")
    PROVIDER = "provider", _("At the payment provider")
    CASH = "cash", _("Cash desk")
    TERMINAL = "terminal", _("At the card terminals")
    BANK = "bank", _("In the bank account")
    CANCELLED = "cancelled", _("Debt taken back")
    UNAPPLIED = "unapplied", _("Paid and owed to nobody yet")


class EntryKind(models.TextChoices):
    """What made an entry."""

    IMPORT = "import", _("Told by the accounting system")
    PAYMENT = "payment", _("Payment")
    REFUND = "refund", _("Refund")
    CORRECTION = "correction", _("Correction")


class LedgerEntry(models.Model):
    """An entry. Its kind and reference are its name: booked twice, it is refused."""

    kind = models.CharField(_("kind"), max_length=10, choices=EntryKind.choices)
    reference = models.CharField(_("reference"), max_length=64)
    at = models.DateTimeField(_("time"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    # The transaction that made it; set by the database, which lets no other add postings.
    made_in = models.BigIntegerField(editable=False, default=0)

    class Meta:
        """The newest first."""

        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ("-pk",)
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["kind", "reference"], name="debts_booked_once"),
            models.CheckConstraint(
                name="debts_corrections_have_a_reason",
                condition=~Q(kind=EntryKind.CORRECTION) | ~Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["kind", "at"], name="debts_entries_by_time")]

    def __str__(self) -> str:
        """Return kind and reference."""
        return f"{self.kind} {self.reference}"


class Posting(models.Model):
    """An amount that came into a book, or left it."""

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="postings")
    book = models.CharField(_("book"), max_length=10, choices=Book.choices)
    instalment = models.ForeignKey(
        Instalment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="postings",
        verbose_name=_("instalment"),
    )
    # An import books what it changes as one entry.
    amount = MoneySum(_("amount"))

    class Meta:
        """What is owed names its instalment."""

        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="debts_posting_not_zero", condition=~Q(amount=0)),
            models.CheckConstraint(
                name="debts_owed_by_an_instalment",
                condition=~Q(book=Book.RECEIVABLE) | Q(instalment__isnull=False),
            ),
            models.CheckConstraint(name="debts_posting_book", condition=Q(book__in=Book.values)),
        ]

    def __str__(self) -> str:
        """Return book and amount."""
        return f"{self.book} {self.amount}"
