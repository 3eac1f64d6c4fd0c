"""Who works in which directorate: what a member of the staff sees of cases follows from it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Workplace(models.Model):
    """A member of the staff works in a directorate; one can work in several."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="workplaces",
        verbose_name=_("member of the staff"),
    )
    directorate = models.ForeignKey(
        "reference.Directorate",
        on_delete=models.PROTECT,
        related_name="workplaces",
        verbose_name=_("directorate"),
    )
    is_head = models.BooleanField(
        _("head of the directorate"),
        default=False,
        help_text=_("Is written to when an answer is due or late."),
    )

    class Meta:
        """Each place once; one head."""

        verbose_name = _("workplace")
        verbose_name_plural = _("workplaces")
        ordering = ("directorate", "-is_head", "pk")
        constraints = [
            models.UniqueConstraint(fields=["user", "directorate"], name="cases_one_workplace"),
            models.UniqueConstraint(
                fields=["directorate"], condition=Q(is_head=True), name="cases_one_head"
            ),
        ]

    def __str__(self) -> str:
        """Return who and where."""
        return f"{self.user} – {self.directorate}"

    def clean(self) -> None:
        """Say in words that there is a head already."""
        super().clean()
        others = Workplace.objects.filter(directorate=self.directorate_id, is_head=True)
        if self.is_head and self.directorate_id and others.exclude(pk=self.pk).exists():
            raise ValidationError(
                {"is_head": _("The directorate has a head already; take it from them first.")}
            )
