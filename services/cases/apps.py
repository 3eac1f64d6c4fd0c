"""App configuration: cases."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Everything a citizen files."""

    name = "services.cases"
    label = "cases"
    verbose_name = _("Cases")

    def ready(self) -> None:
        """Register the checks and what is recorded; copy the allowed changes after migrations."""
        from accounts.audit.kinds import Keep, Kind, register
        from accounts.mandates import scopes
        from services.cases import access, checks  # noqa: F401
        from services.cases.actions.erasing import ERASED
        from services.cases.lookup import doors
        from services.cases.lookup.actions import CaseDoor

        post_migrate.connect(_copy_changes, sender=self)
        doors.register(CaseDoor.name, CaseDoor)
        scopes.register(
            scopes.Scope(access.WRITING, _("Reports and applications: writing and adding")),
            scopes.Scope(access.READING, _("Reports and applications: reading")),
        )
        register(
            Kind(access.OPENED, _("Case opened with a code or a link"), Keep.TRAFFIC),
            Kind(access.VIEWED, _("Case viewed by staff")),
            Kind(ERASED, _("Cases erased")),
        )


def _copy_changes(using: str = "default", **_kwargs: Any) -> None:
    from services.cases.actions import copy_allowed_changes

    copy_allowed_changes(using=using)
