"""Tills: sessions that are opened and counted, and what was paid in them.

The money itself is an `Attempt` with its items, receipt and ledger entry like every payment; a
`TillPayment` adds by whom, how and in which session.
"""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.debts.models import Attempt, DebtAccount
from services.debts.models.register import Money

ZERO = Decimal("0.00")


class Means(models.TextChoices):
    """How somebody pays at the till."""

    CASH = "cash", _("Cash")
    CARD = "card", _("Card (terminal)")
    TRANSFER = "transfer", _("Bank transfer")


class Till(models.Model):
    """A counter with a drawer."""

    name = models.CharField(_("name"), max_length=40, unique=True)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        """By name."""

        verbose_name = _("till")
        verbose_name_plural = _("tills")
        ordering = ("name",)
        permissions = (("take_payments", "Can take payments at a till"),)

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class TillSession(models.Model):
    """A cashier's time at a till, from the first count of the drawer to the last."""

    till = models.ForeignKey(Till, on_delete=models.PROTECT, related_name="sessions")
    cashier = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("cashier"),
    )
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    opening_cash = Money(_("cash at the beginning"), default=ZERO)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    # Both frozen at the close: what the ledger says is in the drawer, and what was counted.
    expected = Money(_("by the ledger"), null=True, blank=True)
    counted = Money(_("counted"), null=True, blank=True)
    difference_reason = models.CharField(_("reason of the difference"), max_length=300, blank=True)

    class Meta:
        """One open session for a till and for a cashier."""

        verbose_name = _("till session")
        verbose_name_plural = _("till sessions")
        ordering = ("-opened_at", "-pk")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=["till"], name="debtdesk_till_open_once", condition=Q(closed_at=None)
            ),
            models.UniqueConstraint(
                fields=["cashier"], name="debtdesk_cashier_open_once", condition=Q(closed_at=None)
            ),
            models.CheckConstraint(
                name="debtdesk_closed_is_counted",
                condition=Q(closed_at=None, expected=None, counted=None)
                | Q(closed_at__isnull=False, expected__isnull=False, counted__isnull=False),
            ),
            models.CheckConstraint(
                name="debtdesk_difference_has_a_reason",
                condition=Q(counted=None) | Q(counted=F("expected")) | ~Q(difference_reason=""),
            ),
            models.CheckConstraint(
                name="debtdesk_drawer_not_negative",
                condition=Q(opening_cash__gte=0) & (Q(counted=None) | Q(counted__gte=0)),
            ),
        )

    def __str__(self) -> str:
        """Return till and day."""
        return f"{self.till_id} {self.opened_at:%Y-%m-%d}"

    @property
    def difference(self) -> Decimal | None:
        """Return what was counted more (or less) than the ledger says; None while it is open."""
        if self.counted is None or self.expected is None:
            return None
        return self.counted - self.expected


class TillPayment(models.Model):
    """What a payment at the till has that others do not."""

    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, related_name="at_till")
    session = models.ForeignKey(TillSession, on_delete=models.PROTECT, related_name="payments")
    # Whose receipt it is: one person may have several accounts, one was chosen at the desk.
    account = models.ForeignKey(DebtAccount, on_delete=models.PROTECT, related_name="+")
    means = models.CharField(_("means"), max_length=8, choices=Means.choices)
    tendered = Money(_("given"), default=ZERO)
    change = Money(_("cash given back"), default=ZERO)
    # Slip of the terminal, or reference of the transfer.
    document = models.CharField(_("slip or transfer number"), max_length=60, blank=True)
    voided_at = models.DateTimeField(_("voided"), null=True, blank=True)

    class Meta:
        """Change is of cash alone; what leaves no money in the drawer has a number."""

        verbose_name = _("till payment")
        verbose_name_plural = _("till payments")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="debtdesk_change_of_cash",
                condition=Q(means=Means.CASH, change__gte=0, tendered__gt=0)
                | (Q(change=0, tendered=0) & ~Q(means=Means.CASH)),
            ),
            models.CheckConstraint(
                name="debtdesk_slip_has_a_number",
                condition=Q(means=Means.CASH) | ~Q(document=""),
            ),
            models.CheckConstraint(name="debtdesk_means", condition=Q(means__in=Means.values)),
        )
        indexes = (models.Index(fields=["session", "-id"], name="debtdesk_of_session"),)

    def __str__(self) -> str:
        """Return the attempt's id."""
        return str(self.attempt_id)
