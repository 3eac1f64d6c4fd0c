"""App configuration: recovery at the service desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecoveryConfig(AppConfig):
    """Gives an account back to somebody who lost the second factor, the address or the phone."""

    name = "accounts.recovery"
    label = "recovery"
    verbose_name = _("Recovery at the desk")

    def ready(self) -> None:
        """Register the checks, the kind of entries of the audit log, and the letters."""
        from accounts.audit.kinds import Kind, register
        from accounts.recovery import checks  # noqa: F401
        from accounts.recovery.letters import WRITERS
        from accounts.recovery.steps import CHANGED
        from accounts.signin.letters import LETTERS

        register(Kind(CHANGED, _("Recovery at the desk"), needs_subject=True))
        LETTERS.update(WRITERS)
