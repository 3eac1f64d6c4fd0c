"""Imports from the accounting system: what came, how it went, what was not taken."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.debts.models.register import MoneySum


class RunKind(models.TextChoices):
    """How much a file tells."""

    FULL = "full", _("Everything")
    DELTA = "delta", _("Changes")


class RunState(models.TextChoices):
    """How it ended."""

    RUNNING = "running", _("Running")
    DONE = "done", _("Taken over")
    REFUSED = "refused", _("Refused")


class ImportRun(models.Model):
    """One file, or one fetch."""

    source = models.CharField(_("source"), max_length=120)
    kind = models.CharField(_("kind"), max_length=5, choices=RunKind.choices)
    state = models.CharField(
        _("state"), max_length=8, choices=RunState.choices, default=RunState.RUNNING
    )
    # When the accounting system read its figures: what “as of” on pages says.
    source_time = models.DateTimeField(_("figures as of"))
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    rejected = models.PositiveIntegerField(_("rejected rows"), default=0)
    changed = models.PositiveIntegerField(_("changed instalments"), default=0)
    principal = MoneySum(_("principal"), default=0)
    # The source did not answer (as opposed to: it answered nonsense).
    is_down = models.BooleanField(_("source did not answer"), default=False)
    message = models.CharField(_("message"), max_length=300, blank=True)

    class Meta:
        """The newest first."""

        verbose_name = _("import of debts")
        verbose_name_plural = _("imports of debts")
        ordering = ("-pk",)
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                name="debts_run_ended_when_finished",
                condition=Q(state=RunState.RUNNING, finished_at__isnull=True)
                | (~Q(state=RunState.RUNNING) & Q(finished_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        """Return what and when."""
        return f"{self.source} {self.started_at:%Y-%m-%d %H:%M}"


class ImportReject(models.Model):
    """A row that was not taken, and why. Holds no personal data."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rejects")
    line = models.PositiveIntegerField(_("line"))
    external_id = models.CharField(max_length=40, blank=True)
    reason = models.CharField(_("reason"), max_length=60)

    class Meta:
        """By line."""

        ordering = ("run", "line")
        default_permissions = ()

    def __str__(self) -> str:
        """Return line and reason."""
        return f"{self.line}: {self.reason}"
