"""What an officer is told where something is refused, and where it belongs in the form."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS: dict[str, tuple[str, Any]] = {
    "not_desk": ("", _("Your account does not work at the desk.")),
    "not_citizen": (
        "",
        _("This is no citizen’s account, or it is closed. Staff go to the administrator."),
    ),
    "own": ("", _("This is your own account. A colleague must serve you.")),
    "other_person": (
        "identity_number",
        _("This is not the number of this account. Look at the card again."),
    ),
    "no_number": (
        "identity_number",
        _("The account has no number. The citizen first types it in under “My data”."),
    ),
    "running": ("", _("A recovery of this account is running already.")),
    "too_many": (
        "",
        _("This account was to be recovered three times in a month. Ask the administrator."),
    ),
    "email_taken": ("new_email", _("This address belongs to another account.")),
    "nothing": ("resets", _("Say what was lost.")),
    "same_officer": ("", _("You opened it. Another officer must see the person and confirm.")),
    "unverified": ("", _("The new address or phone is not confirmed by a code yet.")),
    "code_over": ("code", _("This code has run out. Send a new one.")),
    "no_contact": ("", _("There is nothing to confirm by a code.")),
    "no_reason": ("reason", _("Write why.")),
    "over": ("", _("Somebody else was faster, or its time is over.")),
    "early": ("", _("The waiting time has not passed yet.")),
}
