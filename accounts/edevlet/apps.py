"""The app of e-Devlet; allauth finds the provider by its place."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EDevletConfig(AppConfig):
    """Registers the checks and what the audit log may tell of."""

    name = "accounts.edevlet"
    label = "edevlet"
    verbose_name = _("e-Devlet")

    def ready(self) -> None:
        """Register."""
        from allauth.socialaccount.signals import social_account_added

        from accounts.audit import kinds
        from accounts.edevlet import checks  # noqa: F401
        from accounts.edevlet.linking import linked

        social_account_added.connect(linked, dispatch_uid="edevlet")

        kinds.register(kinds.Kind(IDENTITY_CONFLICT, _("Identity number claimed by two accounts")))


IDENTITY_CONFLICT = "identity_conflict"
