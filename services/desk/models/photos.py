"""A photo of a case as everybody may see it: drawn anew, with rectangles over what nobody may."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.cases.models import private_storage


def stored_name(photo: Any, _name: str) -> str:
    """Return a name that tells nothing."""
    day: datetime = photo.made_at
    return f"cases-public/{timezone.localdate(day):%Y-%m-%d}/{photo.public_id}.jpg"


class PublicPhoto(models.Model):
    """The public copy of a citizen's photo. The original stays private and as it is."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    attachment = models.OneToOneField(
        "cases.Attachment", on_delete=models.PROTECT, related_name="public_photo"
    )
    # Left, top, width, height in thousandths of the picture.
    rectangles = models.JSONField(_("covered"), default=list, blank=True)
    content = models.FileField(storage=private_storage, upload_to=stored_name, max_length=120)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        """In the order of their originals."""

        ordering: ClassVar[list[str]] = ["attachment_id"]
        verbose_name = _("public photo of a case")
        verbose_name_plural = _("public photos of cases")
        default_permissions = ()

    def __str__(self) -> str:
        """Return the public id."""
        return str(self.public_id)
