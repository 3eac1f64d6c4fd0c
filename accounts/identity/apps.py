"""App configuration: identity numbers (its words; it has no tables)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdentityConfig(AppConfig):
    """Identity numbers: checksum, form field, masks."""

    name = "accounts.identity"
    label = "identity"
    verbose_name = _("Identity numbers")
