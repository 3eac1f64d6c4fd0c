"""What the provider settled, and where it differs from what was recorded here."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.debts.models.register import Money, MoneySum
from services.debts.payments.settlement import CHARGE, REFUND


class LineKind(models.TextChoices):
    """What a line is about."""

    CHARGE = CHARGE, _("Charge")
    REFUND = REFUND, _("Refund")


class What(models.TextChoices):
    """How two sides differ."""

    MISSING_HERE = "missing_here", _("Missing here")
    MISSING_THERE = "missing_there", _("Missing at the provider")
    OTHER_AMOUNT = "other_amount", _("Other amount")
    OTHER_STATE = "other_state", _("Other state")


class Settlement(models.Model):
    """The settlement file of a day; fetched again it is the same, or replaces the older one."""

    provider = models.CharField(_("provider"), max_length=40)
    day = models.DateField(_("day"))
    fetched_at = models.DateTimeField(_("fetched"), default=timezone.now)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(_("lines"), default=0)
    charged = MoneySum(_("charged"), default=0)
    refunded = MoneySum(_("paid back"), default=0)

    class Meta:
        """The newest first."""

        verbose_name = _("settlement file")
        verbose_name_plural = _("settlement files")
        ordering = ("-day", "provider")
        default_permissions = ()
        permissions = [
            ("see_books", "Can see reconciliation, closed days and hand-over of debts"),
            ("keep_books", "Can settle differences and close days of debts"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["provider", "day"], name="debtbooks_a_file_a_day")
        ]

    def __str__(self) -> str:
        """Return whose and when."""
        return f"{self.provider} {self.day:%Y-%m-%d}"


class SettledRow(models.Model):
    """A line of a settlement file."""

    settlement = models.ForeignKey(Settlement, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=6, choices=LineKind.choices)
    order = models.UUIDField(db_index=True)
    key = models.UUIDField(null=True)
    state = models.CharField(max_length=10)
    amount = Money()
    reference = models.CharField(max_length=64, blank=True)

    class Meta:
        """Each line once."""

        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["settlement", "kind", "order", "key"],
                name="debtbooks_line_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="debtbooks_refunds_have_a_key",
                condition=Q(kind=LineKind.CHARGE, key__isnull=True)
                | Q(kind=LineKind.REFUND, key__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Return kind and order."""
        return f"{self.kind} {self.order}"


class Difference(models.Model):
    """Where the two sides differ. Ends by itself when they agree, or with somebody's reason."""

    settlement = models.ForeignKey(
        Settlement, on_delete=models.PROTECT, related_name="differences", verbose_name=_("file")
    )
    what = models.CharField(_("difference"), max_length=14, choices=What.choices)
    kind = models.CharField(_("kind"), max_length=6, choices=LineKind.choices)
    order = models.UUIDField(_("payment"))
    key = models.UUIDField(null=True)
    ours = Money(_("here"), null=True)
    theirs = Money(_("at the provider"), null=True)
    our_state = models.CharField(_("state here"), max_length=16, blank=True)
    their_state = models.CharField(_("state there"), max_length=16, blank=True)
    found_at = models.DateTimeField(_("found"), default=timezone.now)
    ended_at = models.DateTimeField(_("settled"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(_("how it was settled"), max_length=300, blank=True)

    class Meta:
        """Open ones first."""

        verbose_name = _("difference")
        verbose_name_plural = _("differences")
        ordering = ("ended_at", "-found_at", "-pk")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "order", "key"],
                name="debtbooks_one_open_difference",
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="debtbooks_ended_with_a_note",
                condition=Q(ended_at__isnull=True) | ~Q(note=""),
            ),
        ]

    def __str__(self) -> str:
        """Return what differs."""
        return f"{self.what} {self.kind} {self.order}"
