"""The app of signing in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignInConfig(AppConfig):
    """Listens to allauth; registers its checks."""

    name = "accounts.signin"
    label = "signin"
    verbose_name = _("Signing in")

    def ready(self) -> None:
        """Connect."""
        from accounts.secrets.documents import SealedDocument, register
        from accounts.signin import checks, events  # noqa: F401
        from accounts.signin.factors import PLACE

        register(SealedDocument("mfa.Authenticator", "data", PLACE))

        events.connect()
