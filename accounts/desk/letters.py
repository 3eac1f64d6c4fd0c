"""What is written when the desk locked an account."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.signin.letters import Letter, ours


def _locked(context: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("Your account was locked"),
        paragraphs=(
            _(
                "Somebody called the service desk in your name and asked for your account to be"
                " locked."
            ),
            _("Everybody was signed out, and the password has stopped working."),
            _("A new password opens it again:"),
        ),
        button=(_("Set a new password"), ours(reverse("account_reset_password"))),
    )


WRITERS: dict[str, Callable[[Mapping[str, Any]], Letter]] = {"desk/locked": _locked}
