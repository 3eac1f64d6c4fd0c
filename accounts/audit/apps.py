"""App configuration: the audit log."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """The audit log."""

    name = "accounts.audit"
    label = "audit"
    verbose_name = _("Audit log")

    def ready(self) -> None:
        """Register the checks; listen to sign-ins and to changes of rights."""
        from accounts.audit import checks, listening  # noqa: F401

        listening.listen()
