"""Who was told that an answer is nearly due, or late: each once."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.cases.models.case import Case


class Stage(models.TextChoices):
    """How near the day of the answer is."""

    SOON = "soon", _("Due soon")
    LATE = "late", _("Late")


class Alarm(models.Model):
    """The head of a directorate was written to about a case. A new due date is a new matter."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="alarms")
    stage = models.CharField(max_length=4, choices=Stage.choices)
    due_on = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Each once."""

        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["case", "stage", "due_on"], name="cases_one_alarm"),
        ]

    def __str__(self) -> str:
        """Return what it was about."""
        return f"{self.case_id} {self.stage} {self.due_on}"
