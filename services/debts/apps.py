"""App configuration: debts."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DebtsConfig(AppConfig):
    """What people and companies owe the municipality."""

    name = "services.debts"
    label = "debts"
    verbose_name = _("Debts")

    def ready(self) -> None:
        """Register what is audited; copy the allowed changes after each migration."""
        from accounts.audit.kinds import Keep, Kind, register
        from accounts.mandates import scopes
        from accounts.signin.letters import LETTERS
        from services.cases.lookup import doors
        from services.debts import access, audited, checks  # noqa: F401
        from services.debts.actions.links import MADE, REVOKED
        from services.debts.filed import kinds  # noqa: F401
        from services.debts.letters import WRITERS
        from services.debts.quick.access import OPENED
        from services.debts.quick.door import DebtsDoor

        scopes.register(
            scopes.Scope(access.READING, _("Debts: seeing"), for_children=False),
            scopes.Scope(access.PAYING, _("Debts: paying"), for_children=False),
        )

        LETTERS.update(WRITERS)
        doors.register(DebtsDoor.name, DebtsDoor)
        register(
            Kind(OPENED, _("Debts opened with a code or a notice's link"), Keep.TRAFFIC),
            Kind(MADE, _("Payment link made")),
            Kind(REVOKED, _("Payment link revoked")),
        )
        post_migrate.connect(_copy_changes, sender=self)


def _copy_changes(using: str = "default", **_kwargs: Any) -> None:
    from services.debts.actions.states import copy_allowed_changes

    copy_allowed_changes(using=using)
