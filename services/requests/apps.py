"""App configuration: the Solution Centre."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    """Reports of citizens."""

    name = "services.requests"
    label = "requests"
    verbose_name = _("Solution Centre")

    def ready(self) -> None:
        """Register the kinds of case."""
        from services.requests import kinds  # noqa: F401
