"""The monthly rates of the late fee, as administrators keep them."""

from django.db import models
from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _


class LateFeeRate(models.Model):
    """A rate and the day it holds from; it ends the day before the next one begins."""

    valid_from = models.DateField(
        _("in force from"),
        unique=True,
        help_text=_("First day of the rate, as the decision says: 13.11.2025"),
    )
    monthly_percent = models.DecimalField(
        _("per cent a month"),
        max_digits=5,
        decimal_places=2,
        help_text=_("For a whole month: 3,7"),
    )
    basis = models.CharField(
        _("decision"),
        max_length=120,
        help_text=_("Number of the decision and of the Official Gazette: CK 10556, RG 33076"),
    )
    checked_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("When somebody last looked whether a newer decision has come"),
    )

    class Meta:
        """The newest first."""

        verbose_name = _("late fee rate")
        verbose_name_plural = _("late fee rates")
        ordering = ("-valid_from",)
        constraints = [
            models.CheckConstraint(
                name="debts_rate_is_possible",
                condition=Q(monthly_percent__gt=0, monthly_percent__lte=50),
            ),
            models.CheckConstraint(
                name="debts_rate_since_1990", condition=Q(valid_from__gte="1990-01-01")
            ),
        ]

    def __str__(self) -> str:
        """Return day and rate."""
        percent = number_format(f"{self.monthly_percent.normalize():f}")
        return f"{self.valid_from:%d.%m.%Y}: %{percent}"
