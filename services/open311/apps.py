"""App configuration: Open311."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Open311Config(AppConfig):
    """Reports for other programs, as GeoReport v2 says (docs/open311.md)."""

    name = "services.open311"
    label = "open311"
    verbose_name = _("Open311")

    def ready(self) -> None:
        """Register what is recorded."""
        from accounts.audit.kinds import Kind, register
        from services.open311 import audited

        register(
            Kind(audited.KEY_MADE, _("Key of a program made")),
            Kind(audited.KEY_CHANGED, _("Key of a program changed")),
            Kind(audited.KEY_REVOKED, _("Key of a program revoked")),
        )
