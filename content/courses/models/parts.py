"""What the fields of a course share."""

from typing import Any

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.courses.choices import OLDEST

PHONE = RegexValidator(
    r"^\+?[\d\s()/-]{3,40}$", _("Write a phone number, e.g. “0352 222 89 60” or “153”.")
)
# What is written in each language; all else is the same in all of them.
TEXTS = (
    *("summary", "description", "room", "material_note", "how_to_apply", "documents_needed"),
    *("conditions", "status_reason"),
)


def age_field(label: Any, help_text: Any) -> models.PositiveSmallIntegerField:
    """Return the field of a limit of age, in completed years on the first day."""
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MaxValueValidator(OLDEST)], help_text=help_text
    )
