"""Why something is refused, in words that say what to do."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class DeskRefused(Exception):
    """It is not done; `why` is a key of `WORDS`."""

    def __init__(self, why: str) -> None:
        """Keep why."""
        self.why = why
        super().__init__(why)


WORDS: dict[str, Any] = {
    "no_session": _("You have no open till. Open one first."),
    "session_open": _("This till is open, or you have another one open. Close that first."),
    "session_over": _("This till is closed already."),
    "till_off": _("This till is not in use."),
    "reason": _("The count is not what the ledger says. Write why."),
    "nothing": _("Choose what is paid, and an amount above zero."),
    "too-much": _("That is more than what you chose comes to. Leave the amount empty for all."),
    "whole-only": _("One of them can only be paid as a whole."),
    "held": _("One of these is being paid online right now. Try again in some minutes."),
    "short": _("Less was given than is to be paid."),
    "changed": _("The amounts have changed since the page was shown. Look at them again."),
    "stale": _("Nothing can be paid on these figures now: the accounting system is silent."),
    "own": _("This is your own debt. A colleague must take it."),
    "key": _("This form belongs to another payment. Begin again."),
    "not_void": _("Only a payment of today, in a till that is still open, can be voided."),
    "not_refund": _("Of this payment there is not so much left to pay back."),
    "waiting": _("Something was asked for already and waits for the second person."),
    "too_large": _("That is more than is open."),
    "not_running": _("This debt is not running: nothing is open of it."),
    "same_person": _("You asked for it yourself. Another person must decide."),
    "over": _("Somebody else was faster: it is decided already."),
    "right": _("Your account has no right to do this."),
    "no_provider": _("No provider is set up that could pay it back. Choose a bank transfer."),
    "by_provider": _("It was paid at the till. It is paid back by bank transfer."),
    "no_document": _("Write the number of the document."),
}


def refused(error: Exception) -> str:
    """Return why, for an error with a `why`."""
    return str(WORDS.get(getattr(error, "why", ""), _("This is not possible.")))
