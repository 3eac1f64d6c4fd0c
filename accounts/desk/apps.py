"""App configuration: the service desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """Screens for officers who serve citizens in person or on the phone."""

    name = "accounts.desk"
    label = "desk"
    verbose_name = _("Service desk")

    def ready(self) -> None:
        """Register the kind of entries of the audit log and the letter."""
        from accounts.audit.kinds import Kind, register
        from accounts.desk.letters import WRITERS
        from accounts.desk.queries import SEARCHED
        from accounts.signin.letters import LETTERS

        register(Kind(SEARCHED, _("Citizen looked up at the desk"), needs_reason=True))
        LETTERS.update(WRITERS)
