"""Files that came with a case. Their content is in the private storage, never under /media/."""

import uuid
from datetime import datetime
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.cases.kinds import By
from services.cases.models.case import Case
from services.cases.models.timeline import Entry

JPEG, PDF = "image/jpeg", "application/pdf"
ENDINGS = {JPEG: "jpg", PDF: "pdf"}
FOLDER = "cases"


def private_storage() -> Storage:
    """Return where files of cases are; no address leads there."""
    return storages["private"]


def stored_name(attachment: Any, _name: str) -> str:
    """Return a name that tells nothing; the folder is the day, so that orphans are found soon."""
    day: datetime = attachment.uploaded_at
    ending = ENDINGS[attachment.content_type]
    return f"{FOLDER}/{timezone.localdate(day):%Y-%m-%d}/{attachment.public_id}.{ending}"


class Scan(models.TextChoices):
    """What the virus scanner said."""

    NONE = "none", _("No scanner")
    WAITING = "waiting", _("Waits for the scanner")
    CLEAN = "clean", _("Clean")
    INFECTED = "infected", _("Infected")


class Attachment(models.Model):
    """A file. Until its form is sent it has no case and is found by the form's key."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(_("key of the form"), db_index=True, editable=False)
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="attachments"
    )
    entry = models.ForeignKey(
        Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="attachments"
    )
    by = models.CharField(max_length=8, choices=[(item.value, item.value) for item in By])
    name = models.CharField(_("name"), max_length=120)
    content_type = models.CharField(_("type"), max_length=40)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64, editable=False)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    content = models.FileField(
        _("file"), storage=private_storage, upload_to=stored_name, max_length=120
    )
    scan = models.CharField(_("scanner"), max_length=8, choices=Scan.choices, default=Scan.NONE)
    uploaded_at = models.DateTimeField(_("sent at"), default=timezone.now)

    class Meta:
        """In the order they came."""

        verbose_name = _("file of a case")
        verbose_name_plural = _("files of cases")
        ordering = ("pk",)
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="cases_file_has_case_and_entry",
                condition=Q(case__isnull=True, entry__isnull=True)
                | Q(case__isnull=False, entry__isnull=False),
            ),
            models.CheckConstraint(
                name="cases_file_type", condition=Q(content_type__in=list(ENDINGS))
            ),
            models.CheckConstraint(
                name="cases_file_digest", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]
        indexes = [
            models.Index(
                fields=["uploaded_at"],
                name="cases_files_unbound",
                condition=Q(case__isnull=True),
            ),
            models.Index(
                fields=["uploaded_at"], name="cases_files_to_scan", condition=Q(scan=Scan.WAITING)
            ),
        ]

    def __str__(self) -> str:
        """Return the public id; names of files can name people."""
        return str(self.public_id)

    @property
    def is_image(self) -> bool:
        """Tell whether it can be shown as a picture."""
        return self.content_type == JPEG

    @property
    def can_be_read(self) -> bool:
        """Tell whether it may be handed out: not while a scanner has not seen it."""
        return self.scan in (Scan.NONE, Scan.CLEAN)

    def facts(self) -> dict[str, Any]:
        """Return what the timeline signs of it."""
        return {
            "id": str(self.public_id),
            "sha256": self.sha256,
            "size": self.size,
            "type": self.content_type,
        }
