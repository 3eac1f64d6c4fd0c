"""Payments: attempts with what they lock, refunds, receipts.

The lock of a debt is a row: an item that `holds` its instalment. The database has one such row for
an instalment at most, so two tabs cannot pay the same debt, whatever the code does.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.debts.models.ledger import Book
from services.debts.models.register import ZERO, Instalment, Money
from services.debts.payments.states import ATTEMPT_NAMES, ATTEMPT_STATES


class Attempt(models.Model):
    """One try to pay. Amounts and the fee's day are frozen when it begins."""

    # What the provider knows it by: asked twice, the provider has one order.
    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    # From the form: sent twice, it is the same attempt.
    form_key = models.UUIDField(unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("account"),
    )
    status = models.CharField(
        _("status"),
        max_length=16,
        default="created",
        choices=[(name, ATTEMPT_STATES[name].label) for name in ATTEMPT_NAMES],
    )
    # The link of a printed notice it was opened with: paid with once, it is dead.
    link = models.ForeignKey(
        "debts.PaymentLink",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attempts",
        verbose_name=_("payment link"),
    )
    amount = Money(_("amount"))
    # What the provider says it charged; may differ from the amount, then a person looks.
    charged = Money(_("charged"), default=ZERO)
    unapplied = Money(_("owed to nobody yet"), default=ZERO)
    given_back = Money(_("paid back"), default=ZERO)
    fee_day = models.DateField(_("fees as of"))
    expires_at = models.DateTimeField(_("held until"))
    provider = models.CharField(_("provider"), max_length=40)
    provider_ref = models.CharField(max_length=64, blank=True)
    pay_url = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        """The newest first."""

        verbose_name = _("payment attempt")
        verbose_name_plural = _("payment attempts")
        ordering = ("-pk",)
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(name="debts_attempt_amount", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="debts_attempt_status", condition=Q(status__in=ATTEMPT_NAMES)
            ),
            models.CheckConstraint(
                name="debts_given_back_of_charged",
                condition=Q(given_back__gte=0, given_back__lte=F("charged")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"],
                name="debts_attempts_open",
                condition=Q(status__in=("created", "redirected")),
            )
        ]

    def __str__(self) -> str:
        """Return its public id."""
        return str(self.public_id)


class AttemptItem(models.Model):
    """What of an instalment an attempt pays, and whether it keeps others from it."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="items")
    instalment = models.ForeignKey(
        Instalment, on_delete=models.PROTECT, related_name="+", verbose_name=_("instalment")
    )
    principal = Money(_("principal"))
    fee = Money(_("late fee"))
    applied = models.BooleanField(_("booked"), default=False)
    back_principal = Money(_("principal paid back"), default=ZERO)
    back_fee = Money(_("fee paid back"), default=ZERO)
    holds = models.BooleanField(_("held"), default=True)

    class Meta:
        """One holder for an instalment."""

        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["attempt", "instalment"], name="debts_item_once"),
            models.UniqueConstraint(
                fields=["instalment"], name="debts_one_holder", condition=Q(holds=True)
            ),
            models.CheckConstraint(
                name="debts_item_amounts",
                condition=Q(principal__gte=0, fee__gte=0)
                & Q(back_principal__gte=0, back_principal__lte=F("principal"))
                & Q(back_fee__gte=0, back_fee__lte=F("fee")),
            ),
        ]

    def __str__(self) -> str:
        """Return which of which."""
        return f"{self.attempt_id}/{self.instalment_id}"


class Refund(models.Model):
    """Money on its way back. Asked again with the same key, the provider pays back once."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="refunds")
    amount = Money(_("amount"))
    reason = models.CharField(_("reason"), max_length=300)
    # The book the money leaves: the provider's pays it back itself, the others are paid by people.
    book = models.CharField(
        _("paid from"),
        max_length=10,
        choices=Book.choices,
        default=Book.PROVIDER,
        db_default=Book.PROVIDER,
    )
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    class Meta:
        """The newest first."""

        ordering = ("-pk",)
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="debts_refund_amount", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="debts_refund_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        """Return its key."""
        return str(self.key)


class ReceiptSeries(models.Model):
    """The last number of a year. Its row's lock numbers receipts one by one, without gaps."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        """Nobody's to edit."""

        default_permissions = ()

    def __str__(self) -> str:
        """Return year and number."""
        return f"{self.year}: {self.last}"


class Receipt(models.Model):
    """A receipt (makbuz): made with the payment, in its transaction."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, related_name="receipt")
    # What the QR code says; whoever has the paper can verify it, nobody can guess one.
    code = models.CharField(max_length=32, unique=True)
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)

    class Meta:
        """The newest first."""

        ordering = ("-year", "-number")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="debts_receipt_once"),
            models.CheckConstraint(name="debts_receipt_number", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        """Return it as printed: 2026-0000017."""
        return f"{self.year}-{self.number:07}"
