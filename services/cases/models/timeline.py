"""The timeline of a case: entries that are only added to, each signed over the one before."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.cases.kinds import By
from services.cases.models.case import Case


class EntryKind(models.TextChoices):
    """What an entry tells."""

    FILED = "filed", _("Filed")
    STATUS = "status", _("Status changed")
    MESSAGE = "message", _("Message")
    NOTE = "note", _("Internal note")
    ASSIGNED = "assigned", _("Given to a directorate")
    DUE = "due", _("Due date changed")
    FILES = "files", _("Documents added")
    RATED = "rated", _("Answer rated")
    ERASED = "erased", _("Erased")


TOLD = Q(is_public=True, kind__in=(EntryKind.FILED, EntryKind.STATUS, EntryKind.ASSIGNED))
"""What may be told to everybody of a public case: never words, those are written to one person."""


class Entry(models.Model):
    """An entry of a case's timeline."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="timeline")
    number = models.PositiveIntegerField()
    at = models.DateTimeField(_("time"), default=timezone.now)
    kind = models.CharField(_("kind"), max_length=10, choices=EntryKind.choices)
    by = models.CharField(_("by"), max_length=8, choices=[(item.value, item.value) for item in By])
    # By public id and without a foreign key: an account may go, the timeline stays.
    author = models.UUIDField(_("author"), null=True, blank=True)
    is_public = models.BooleanField(_("the citizen sees it"))
    text = models.TextField(_("text"), blank=True)
    data = models.JSONField(default=dict, blank=True)
    key_id = models.CharField(max_length=24, editable=False)
    mac = models.CharField(max_length=64, editable=False)

    class Meta:
        """In their order."""

        verbose_name = _("entry of a timeline")
        verbose_name_plural = _("entries of timelines")
        ordering = ("case", "number")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="cases_one_entry"),
            models.CheckConstraint(
                name="cases_notes_are_internal",
                condition=~Q(kind=EntryKind.NOTE) | Q(is_public=False),
            ),
        ]
        # For what is asked "since": other programs follow public reports by it.
        indexes = [models.Index(fields=["at", "id"], name="cases_told_since", condition=TOLD)]

    def __str__(self) -> str:
        """Return its place and kind."""
        return f"{self.case_id}/{self.number} {self.kind}"

    def facts(self) -> list[Any]:
        """Return what is told, beside the signature."""
        return [self.number, self.kind, self.by, self.is_public, self.text, self.data]
