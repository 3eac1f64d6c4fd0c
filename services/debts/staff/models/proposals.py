"""What one person asks for and another decides: voids, refunds, corrections.

The database refuses the same person for both, an exchanged asker, and a decision that is changed.
"""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.debts.models import Assessment, Attempt, DebtAccount, Instalment, Refund
from services.debts.models.register import Money


class ProposalKind(models.TextChoices):
    """What is asked for."""

    VOID = "void", _("Void of a payment at the till")
    REFUND = "refund", _("Refund")
    REDUCE = "reduce", _("Reduction of a debt")
    WRITE_OFF = "write_off", _("Write-off of a debt")


class ProposalState(models.TextChoices):
    """How it stands."""

    WAITING = "waiting", _("Waits for the second person")
    DONE = "done", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back")


OF_MONEY = (ProposalKind.VOID, ProposalKind.REFUND)
_decided = Q(decided_by__isnull=False, decided_at__isnull=False)


class Proposal(models.Model):
    """A change of what was paid or is owed."""

    # From the form: sent twice, it is asked for once.
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind of request"), max_length=9, choices=ProposalKind.choices)
    state = models.CharField(
        _("state"), max_length=9, choices=ProposalState.choices, default=ProposalState.WAITING
    )
    amount = Money(_("amount"))
    reason = models.CharField(_("reason"), max_length=300)
    document = models.CharField(_("document number"), max_length=60, blank=True)
    account = models.ForeignKey(
        DebtAccount, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    attempt = models.ForeignKey(
        Attempt, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    assessment = models.ForeignKey(
        Assessment, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    instalment = models.ForeignKey(
        Instalment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("instalment"),
    )
    refund = models.OneToOneField(
        Refund, null=True, blank=True, on_delete=models.PROTECT, related_name="proposal"
    )
    # By hand (a bank transfer) instead of by the provider that took it.
    by_hand = models.BooleanField(_("paid by the municipality"), default=False)
    needs_second = models.BooleanField(_("needs a second person"), default=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("who asked"),
    )
    asked_at = models.DateTimeField(_("time of the request"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    note = models.CharField(_("note of the second person"), max_length=300, blank=True)

    class Meta:
        """Two people."""

        verbose_name = _("void, refund or correction")
        verbose_name_plural = _("voids, refunds and corrections")
        ordering = ("-pk",)
        default_permissions = ()
        permissions = (
            ("propose_changes", "Can ask for refunds and corrections of debts"),
            ("decide_changes", "Can decide on refunds, voids and corrections of debts"),
            ("see_reports", "Can see the reports of collection"),
        )
        constraints: ClassVar[Any] = (
            models.CheckConstraint(
                name="debtdesk_two_people",
                condition=Q(needs_second=False)
                | Q(decided_by=None)
                | ~Q(decided_by=F("asked_by"))
                | Q(state=ProposalState.WITHDRAWN),
            ),
            models.CheckConstraint(
                name="debtdesk_money_needs_two",
                condition=Q(needs_second=True) | ~Q(kind__in=[str(one) for one in OF_MONEY]),
            ),
            models.CheckConstraint(
                name="debtdesk_decided_or_waiting",
                condition=Q(state=ProposalState.WAITING, decided_by=None, decided_at=None)
                | (Q(state__in=["done", "refused", "withdrawn"]) & _decided),
            ),
            models.CheckConstraint(name="debtdesk_proposal_amount", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="debtdesk_proposal_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="debtdesk_proposal_of_something",
                condition=Q(kind__in=["void", "refund"], attempt__isnull=False)
                | Q(kind="reduce", instalment__isnull=False, assessment__isnull=False)
                | Q(kind="write_off", assessment__isnull=False),
            ),
            models.UniqueConstraint(
                name="debtdesk_one_money_proposal",
                fields=["attempt"],
                condition=Q(state=ProposalState.WAITING),
            ),
            models.UniqueConstraint(
                name="debtdesk_one_correction",
                fields=["assessment"],
                condition=Q(state=ProposalState.WAITING),
            ),
        )
        indexes = (
            models.Index(fields=["kind", "-id"], name="debtdesk_by_kind"),
            models.Index(
                fields=["id"], name="debtdesk_waiting", condition=Q(state=ProposalState.WAITING)
            ),
        )

    def __str__(self) -> str:
        """Return its id."""
        return str(self.pk)
