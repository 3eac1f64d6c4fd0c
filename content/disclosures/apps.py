"""App configuration: Disclosures."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisclosuresConfig(AppConfig):
    """Disclosures."""

    name = "content.disclosures"
    label = "disclosures"
    verbose_name = _("Disclosures")

    def ready(self) -> None:
        """Register the kinds and connect the signals."""
        from content.disclosures import kinds, signals  # noqa: F401
