"""App configuration: Pharmacies on duty."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DutyConfig(AppConfig):
    """Pharmacies on duty."""

    name = "content.duty"
    label = "duty"
    verbose_name = _("Pharmacies on duty")

    def ready(self) -> None:
        """Register kind, import and answer card; tell caches of a changed rota."""
        from content.duty import answers, import_kind, kinds, signals  # noqa: F401
