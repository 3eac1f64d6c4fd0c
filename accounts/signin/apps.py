"""The app of signing in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.limits import STORE


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

        _count_together()
        events.connect()


def _count_together() -> None:
    """Let allauth count attempts and used codes where all processes see them, as our limits are."""
    from allauth.core.internal import ratelimit
    from allauth.mfa.totp.internal import auth
    from django.core.cache import caches
    from django.utils.connection import ConnectionProxy

    shared = ConnectionProxy(caches, STORE)
    ratelimit.cache = shared  # type: ignore[assignment]
    auth.cache = shared  # type: ignore[assignment]
