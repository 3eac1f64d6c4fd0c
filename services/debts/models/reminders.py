"""Who wants to be reminded of instalments, and of which they were told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.debts.models.register import Instalment

DAYS_BEFORE = (3, 7, 14)


class ReminderWish(models.Model):
    """Somebody wants to be reminded; no row, no reminder.

    Attributes:
        days_before: How many days before the last day of an instalment.
        since: The local day it was asked for; what was late before is not told.
        look_on: The local day from which the clock looks at this person again, once a day.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    days_before = models.PositiveSmallIntegerField()
    since = models.DateField()
    look_on = models.DateField(db_index=True)

    class Meta:
        """The citizen's own to change."""

        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="debts_reminder_days", condition=Q(days_before__in=DAYS_BEFORE)
            )
        ]

    def __str__(self) -> str:
        """Return nothing that tells who it is."""
        return f"#{self.user_id}"


class Occasion(models.TextChoices):
    """What an instalment was told for."""

    BEFORE = "before", _("Before the last day")
    LATE = "late", _("After the last day")


class Reminded(models.Model):
    """An instalment was told: written with its message, so that it is told once for an occasion."""

    instalment = models.ForeignKey(
        Instalment,
        on_delete=models.CASCADE,
        related_name="reminded",
        verbose_name=_("instalment"),
    )
    occasion = models.CharField(max_length=6, choices=Occasion.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    told_on = models.DateField()

    class Meta:
        """Each occasion once, whoever tells it."""

        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["instalment", "occasion"], name="debts_reminded_once"),
            models.CheckConstraint(
                name="debts_reminded_occasion", condition=Q(occasion__in=Occasion.values)
            ),
        ]

    def __str__(self) -> str:
        """Return which instalment for what."""
        return f"{self.instalment_id}: {self.occasion}"
