"""The project's own app: settings, checks and the commands that run the house."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Registers the house rules as system checks."""

    name = "config"

    def ready(self) -> None:
        """Import the checks so that `manage.py check` runs them; make the admin's scripts known."""
        from config import checks  # noqa: F401
        from config.nonces import give_choosers_nonces

        give_choosers_nonces()
