"""App configuration: Home page and settings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Home page and settings."""

    name = "home"
    label = "home"
    verbose_name = _("Home page and settings")

    def ready(self) -> None:
        """Register the kind and connect the signals."""
        from home import kinds, signals  # noqa: F401
