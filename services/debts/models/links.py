"""Links to pay that are printed on notices: each opens one debt or account, once."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.debts.models.payment import Attempt
from services.debts.models.register import Assessment, DebtAccount
from services.debts.payments.states import CHARGED


class LinkSet(models.QuerySet["PaymentLink"]):
    """Links."""

    def alive(self) -> Self:
        """Leave out what ran out, was revoked, or has been paid with."""
        paid = Attempt.objects.filter(link=OuterRef("pk"), status__in=CHARGED)
        return self.filter(
            ~Exists(paid), revoked_at__isnull=True, expires_at__gt=timezone.now()
        ).select_related("account", "assessment")


class PaymentLink(models.Model):
    """A link on a paper. The token is stored as a digest: it stands on the paper alone."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    account = models.ForeignKey(
        DebtAccount, on_delete=models.PROTECT, related_name="+", verbose_name=_("register account")
    )
    # What it opens; None is all of the account.
    assessment = models.ForeignKey(
        Assessment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("assessment"),
    )
    batch = models.CharField(_("notice run"), max_length=60, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = LinkSet.as_manager()

    class Meta:
        """The newest first."""

        verbose_name = _("payment link")
        verbose_name_plural = _("payment links")
        ordering = ("-pk",)
        default_permissions = ("view", "add", "change")
        constraints = [
            models.CheckConstraint(
                name="debts_link_runs_out_later", condition=Q(expires_at__gt=F("made_at"))
            ),
            models.CheckConstraint(
                name="debts_link_digest", condition=Q(digest__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        """Return its number; never the digest."""
        return f"#{self.pk}"
