"""App configuration: the Solution Centre."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    """Reports of citizens."""

    name = "services.requests"
    label = "requests"
    verbose_name = _("Solution Centre")

    def ready(self) -> None:
        """Register the kinds of case, and what is recorded."""
        from accounts.audit.kinds import Kind, register
        from services.requests import kinds  # noqa: F401
        from services.requests.actions.barring import BARRED, LET_IN

        register(
            Kind(BARRED, _("Contact barred from filing by the web"), needs_reason=True),
            Kind(LET_IN, _("Contact let in again"), needs_reason=True),
        )
