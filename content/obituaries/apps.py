"""App configuration: Obituaries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObituariesConfig(AppConfig):
    """Obituaries."""

    name = "content.obituaries"
    label = "obituaries"
    verbose_name = _("Obituaries")

    def ready(self) -> None:
        """Register the kinds and the answer card."""
        from content.obituaries import answers, kinds, signals  # noqa: F401
