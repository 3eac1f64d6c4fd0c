"""App configuration: maps to draw on in the admin."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GeometryConfig(AppConfig):
    """Maps to draw on in the admin."""

    name = "content.geometry"
    label = "geometry"
    verbose_name = _("Geometry")
