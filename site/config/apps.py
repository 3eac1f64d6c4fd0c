"""The project's own app: settings, checks and the commands that run the house."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Registers the house rules as system checks."""

    name = "config"

    def ready(self) -> None:
        """Import the checks so that `manage.py check` runs them."""
        from config import checks  # noqa: F401
