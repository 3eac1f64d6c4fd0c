"""The letters of accounts: one to each name of allauth's mails, recorded in the outbox.

Their links begin with the site's own address from the settings, never with the Host header of the
request: stops a link to an attacker's host in a mail of ours.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise as StrPromise
from django.utils.translation import get_language, get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from accounts.signin.devices import describe
from accounts.signin.factors import municipality
from content.full_addresses import absolute
from outbox import actions as outbox
from outbox.models import ChannelName, Priority


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written, before it has a form."""

    subject: str
    paragraphs: tuple[str, ...]
    button: tuple[str, str] | None = None
    greeting: str = ""
    # What opens an account (a code, a link): stored sealed until it is handed over.
    secret: str = ""


def send(
    name: str,
    *,
    email: str,
    context: Mapping[str, Any],
    owner: str = "account",
    key: str = "",
    due_at: datetime | None = None,
) -> None:
    """Record a letter for whoever reads an address. A person waits: no quiet hours.

    Args:
        name: A name of `LETTERS`; others are not written.
        email: To whom.
        context: What the letter tells.
        owner: What it is taken back with.
        key: Its name in the outbox; one of its own without it.
        due_at: When it is sent; at once without it.
    """
    write = LETTERS.get(name)
    if write is None:
        return
    letter = write(context)
    site_name = municipality()
    parts = [*filter(None, [letter.greeting]), *letter.paragraphs]
    if letter.button:
        parts.append(f"{letter.button[0]}:\n{letter.button[1]}")
    html = render_to_string(
        "emails/letter.jinja",
        {
            "letter": letter,
            "site_name": site_name,
            "locale": get_language(),
            "direction": "rtl" if get_language_bidi() else "ltr",
        },
    )
    draft = outbox.Draft(
        channel=ChannelName.MAIL,
        recipient=email,
        key=key or f"account:{uuid.uuid4()}",
        owner=owner,
        due_at=due_at,
        priority=Priority.PERSON_WAITS,
        values={"secret": letter.secret} if letter.secret else {},
        is_secret=bool(letter.secret),
    )
    text = "\n\n".join([*parts, f"-- \n{site_name}"])
    outbox.put(draft, subject=letter.subject, text=text, html=html)


def ours(address: str) -> str:
    """Return an address of ours with the site's own beginning."""
    parts = urlsplit(address)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return absolute(path)


def _code(subject: StrPromise, what: StrPromise) -> Callable[[Mapping[str, Any]], Letter]:
    def write(context: Mapping[str, Any]) -> Letter:
        return Letter(
            subject=str(subject),
            paragraphs=(
                str(what),
                "[[secret]]",
                _("Give this code to nobody: the municipality never asks for it."),
                _("If you did not ask for it, ignore this letter."),
            ),
            secret=str(context["code"]),
        )

    return write


def _exists(context: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("You have an account already"),
        paragraphs=(
            _("Somebody wanted to open an account with this address, which has one already."),
            _("If it was you, sign in. If you have forgotten your password, set a new one:"),
        ),
        button=(_("Set a new password"), ours(str(context["password_reset_url"]))),
    )


def _unknown(context: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("There is no account with this address"),
        paragraphs=(
            _("Somebody asked for a new password for this address, which has no account with us."),
            _("If it was you, you may have another address with us, or you can open an account:"),
        ),
        button=(_("Open an account"), ours(str(context["signup_url"]))),
    )


def _reset(context: Mapping[str, Any]) -> Letter:
    minutes = settings.PASSWORD_RESET_TIMEOUT // 60
    return Letter(
        subject=_("Set a new password"),
        paragraphs=(
            _("You asked for a new password. The link works for %(minutes)d minutes, and once.")
            % {"minutes": minutes},
            _("If you did not ask for it, ignore this letter: your password stays as it is."),
        ),
        button=(_("Set a new password"), "[[secret]]"),
        secret=ours(str(context["password_reset_url"])),
    )


def _notice(subject: StrPromise, what: StrPromise) -> Callable[[Mapping[str, Any]], Letter]:
    def write(context: Mapping[str, Any]) -> Letter:
        return Letter(
            subject=str(subject),
            paragraphs=(
                str(what),
                _circumstances(context),
                _("If it was not you, set a new password at once and call us."),
            ),
            button=(_("Set a new password"), ours(reverse("account_reset_password"))),
        )

    return write


def _circumstances(context: Mapping[str, Any]) -> str:
    at = timezone.localtime(context.get("timestamp") or timezone.now())
    values = {
        "time": date_format(at, "DATETIME_FORMAT"),
        "device": describe(str(context.get("user_agent", ""))) or _("unknown device"),
        "address": context.get("ip", "") or "?",
    }
    return _("When: %(time)s. Device: %(device)s. Network address: %(address)s.") % values


def _changed(context: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("Your e-mail address with us has changed"),
        paragraphs=(
            _("From now on we write to another address. This letter is the last one to this one."),
            _circumstances(context),
            _("If it was not you, call us at once."),
        ),
    )


def _new_device(context: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("Your account was opened on a new device"),
        paragraphs=(
            _("Somebody has signed in to your account with a browser we did not know."),
            _circumstances(context),
            _("If it was you, there is nothing to do."),
        ),
        button=(_("It was not me"), "[[secret]]"),
        secret=ours(str(context["not_me_url"])),
    )


_CODE_LOGIN = _code(
    gettext_lazy("Your code to sign in"), gettext_lazy("Type this code to sign in:")
)
_CODE_EMAIL = _code(
    gettext_lazy("Confirm your e-mail address"), gettext_lazy("Type this code to confirm it:")
)
LETTERS: dict[str, Callable[[Mapping[str, Any]], Letter]] = {
    "account/email/login_code": _CODE_LOGIN,
    "account/email/email_confirmation": _CODE_EMAIL,
    "account/email/email_confirmation_signup": _CODE_EMAIL,
    "account/email/account_already_exists": _exists,
    "account/email/unknown_account": _unknown,
    "account/email/password_reset_key": _reset,
    "account/email/email_changed": _changed,
    "account/email/email_deleted": _changed,
    "account/email/password_changed": _notice(
        gettext_lazy("Your password was changed"),
        gettext_lazy("The password of your account was changed."),
    ),
    "account/email/password_reset": _notice(
        gettext_lazy("Your password was changed"),
        gettext_lazy("A new password was set for your account."),
    ),
    "account/email/password_set": _notice(
        gettext_lazy("Your password was changed"),
        gettext_lazy("A new password was set for your account."),
    ),
    "mfa/email/totp_activated": _notice(
        gettext_lazy("Two-step sign-in: something was added"),
        gettext_lazy("An authenticator app was connected to your account."),
    ),
    "mfa/email/totp_deactivated": _notice(
        gettext_lazy("Two-step sign-in: something was removed"),
        gettext_lazy("The authenticator app was disconnected from your account."),
    ),
    "mfa/email/webauthn_added": _notice(
        gettext_lazy("Two-step sign-in: something was added"),
        gettext_lazy("A passkey was added to your account."),
    ),
    "mfa/email/webauthn_removed": _notice(
        gettext_lazy("Two-step sign-in: something was removed"),
        gettext_lazy("A passkey was removed from your account."),
    ),
    "mfa/email/recovery_codes_generated": _notice(
        gettext_lazy("New recovery codes"),
        gettext_lazy("New recovery codes were made for your account."),
    ),
    "profiles/phone_changed": _notice(
        gettext_lazy("Your phone number with us has changed"),
        gettext_lazy("The phone number of your account was changed."),
    ),
    "signin/new_device": _new_device,
}
