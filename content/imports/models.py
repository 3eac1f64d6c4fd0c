"""An import of a file in the admin, from the upload over the rehearsal to its end."""

from collections import Counter
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.imports.engine import Outcome, Report, RowResult

# Kept in the database: every node has it, and it is never reachable from outside.
MAX_BYTES = 20 * 1024 * 1024
_SHOWN_FIRST = (
    *(Outcome.REJECTED, Outcome.REMOVED, Outcome.CREATED, Outcome.UPDATED),
    Outcome.UNCHANGED,
)


class ImportJob(models.Model):
    """A file somebody uploaded, and what became of it.

    States move forwards only: waiting, rehearsed, confirmed, done; or failed at any time.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("being rehearsed")
        REHEARSED = "rehearsed", _("rehearsed")
        CONFIRMED = "confirmed", _("being imported")
        DONE = "done", _("imported")
        FAILED = "failed", _("failed")

    kind = models.CharField(_("kind"), max_length=30)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who"),
    )
    language = models.CharField(max_length=10)
    file_name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField(blank=True)
    publish = models.BooleanField(default=False)
    create_missing = models.BooleanField(default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(null=True, blank=True)
    report = models.JSONField(default=dict, blank=True)
    message = models.TextField(blank=True)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        """The newest first."""

        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering: ClassVar[list[str]] = ["-created_at"]
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["waiting", "rehearsed", "confirmed", "done", "failed"]
                ),
                name="import_state_known",
            )
        ]

    def __str__(self) -> str:
        """Return the file's name."""
        return self.file_name

    @property
    def running(self) -> bool:
        """Tell whether a worker is or should be at it."""
        return self.state in {self.State.WAITING, self.State.CONFIRMED}

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows had each outcome."""
        found = self.report.get("counts", {})
        return {outcome.value: found.get(outcome.value, 0) for outcome in Outcome}

    @property
    def brings(self) -> int:
        """Return how many rows are new or changed, or will be gone."""
        return sum(
            self.counts[outcome] for outcome in (Outcome.CREATED, Outcome.UPDATED, Outcome.REMOVED)
        )

    def results(self) -> list[RowResult]:
        """Return what became of the rows: rejected, new, changed, unchanged; then by line."""
        rows = [
            RowResult(line, key, title, Outcome(outcome), message)
            for line, key, title, outcome, message in self.report.get("rows", [])
        ]
        return sorted(rows, key=lambda row: (_SHOWN_FIRST.index(row.outcome), row.line))

    def take(self, report: Report) -> None:
        """Keep a report."""
        counts: Counter[Outcome] = report.counts
        self.report = {
            "counts": {outcome.value: number for outcome, number in counts.items()},
            "rows": [
                [row.line, row.key, row.title, row.outcome.value, row.message]
                for row in report.rows
            ],
        }
        self.rows_done = self.rows_total = report.total
        self.message = report.stopped
