"""App configuration: acting for another."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MandatesConfig(AppConfig):
    """Who may act for whom, in what, and until when."""

    name = "accounts.mandates"
    label = "mandates"
    verbose_name = _("Acting for another")

    def ready(self) -> None:
        """Write to both when something changes."""
        from accounts.mandates import letters
        from accounts.signin.letters import LETTERS

        LETTERS.update(letters.WRITERS)
        letters.listen()
