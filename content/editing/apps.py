"""App configuration: how editors work (roles, approval, checks, withdrawal, dashboard, guide)."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EditingConfig(AppConfig):
    """How editors work."""

    name = "content.editing"
    label = "editing"
    verbose_name = _("Editorial work")

    def ready(self) -> None:
        """Grant the roles after each migrate; listen to new section pages and to publications."""
        from content.editing import house_checks, rules, signals  # noqa: F401 - the first two register themselves

        post_migrate.connect(signals.grant_after_migrate, sender=self)
