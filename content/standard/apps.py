"""App configuration: Pages, news and services."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StandardConfig(AppConfig):
    """Pages, news and services."""

    name = "content.standard"
    label = "standard"
    verbose_name = _("Pages, news and services")

    def ready(self) -> None:
        """Register the kinds and the answer cards."""
        from content.standard import answers, kinds  # noqa: F401
