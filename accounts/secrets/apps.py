"""App configuration: secrets at rest (a command and checks; it has no tables)."""

from django.apps import AppConfig


class SecretsConfig(AppConfig):
    """Keys, sealed fields, digests."""

    name = "accounts.secrets"
    label = "secrets_at_rest"

    def ready(self) -> None:
        """Register the checks."""
        from accounts.secrets import checks  # noqa: F401
