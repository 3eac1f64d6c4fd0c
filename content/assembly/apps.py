"""App configuration: Disaster assembly areas."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssemblyConfig(AppConfig):
    """Disaster assembly areas."""

    name = "content.assembly"
    label = "assembly"
    verbose_name = _("Assembly areas")

    def ready(self) -> None:
        """Register the kind."""
        from content.assembly import kinds  # noqa: F401
