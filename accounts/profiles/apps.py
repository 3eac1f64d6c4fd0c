"""App configuration: citizens' profiles."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProfilesConfig(AppConfig):
    """Profiles of citizens, and who may act for whom."""

    name = "accounts.profiles"
    label = "profiles"
    verbose_name = _("Citizens")

    def ready(self) -> None:
        """Register the checks; tell people of changes."""
        from accounts.profiles import listening
        from accounts.registry import checks  # noqa: F401

        listening.listen()
