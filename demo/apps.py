"""App configuration: Demo municipality."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """Demo municipality."""

    name = "demo"
    label = "demo"
    verbose_name = _("Demo municipality")
