"""App configuration: the staff side of debts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DebtDeskConfig(AppConfig):
    """Cashiers, assessment officers, their chief and the auditor."""

    name = "services.debts.staff"
    label = "debtdesk"
    verbose_name = _("Desk of debts")

    def ready(self) -> None:
        """Register what is recorded and the letters to payers."""
        from accounts.signin.letters import LETTERS
        from services.debts.staff import audited  # noqa: F401
        from services.debts.staff.letters import WRITERS

        LETTERS.update(WRITERS)
