"""Who you are."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users, and later the citizen's profile, sign-in and sessions."""

    name = "accounts"
    verbose_name = _("Accounts")
