"""The two fields of a point on the map, in degrees (WGS 84)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


def latitude() -> "models.FloatField[float | None, float | None]":
    """Return the field of a point's latitude."""
    return models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("E.g. 38.7402; press the map to fill it in."),
    )


def longitude() -> "models.FloatField[float | None, float | None]":
    """Return the field of a point's longitude."""
    return models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("E.g. 35.4790."),
    )
