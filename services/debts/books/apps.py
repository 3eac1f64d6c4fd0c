"""App configuration: the books of debts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DebtBooksConfig(AppConfig):
    """Settlement, closing, hand-over."""

    name = "services.debts.books"
    label = "debtbooks"
    verbose_name = _("Books of debts")

    def ready(self) -> None:
        """Register what is recorded."""
        from services.debts.books import audited  # noqa: F401
