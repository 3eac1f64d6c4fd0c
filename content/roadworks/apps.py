"""App configuration: Road works."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoadworksConfig(AppConfig):
    """Road works."""

    name = "content.roadworks"
    label = "roadworks"
    verbose_name = _("Road works")

    def ready(self) -> None:
        """Register the kinds, the import and the answer card."""
        from content import addresses
        from content.roadworks import answers, below, exchange, import_kind, kinds  # noqa: F401

        exchange.register_formats()
        addresses.register(below.addresses)
