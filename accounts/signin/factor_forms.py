"""The forms of the second step and of its means: sent codes, apps, passkeys, trust."""

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as factor
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.identity.masks import mask_email, mask_phone
from accounts.profiles import codes
from accounts.profiles.queries import wants_codes_by_sms
from accounts.signin.forms import OurWords
from accounts.signin.queries import is_staff

ODD = (KeyError, AttributeError, TypeError, ValueError)
SENT_CODE = {"code": (_("Code"), _("Six digits, from the message we have just sent."))}
APP_CODE = {"code": (_("Code"), _("From your authenticator app, or one of your recovery codes."))}


class Trusting:
    """Adds the box that spares the second step on one's own device.

    A box and no page of its own: nobody is asked a question at each sign-in.
    """

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add it, but not for staff."""
        super().__init__(*args, **kwargs)
        user = getattr(self, "user", None)
        if user is None or not is_staff(user):
            days = settings.MFA_TRUST_COOKIE_AGE.days
            label = _("Do not ask for the second step on this browser for %(days)d days")
            self.fields["trust"] = forms.BooleanField(
                required=False,
                label=label % {"days": days},
                help_text=_("Only on your own device; never on a computer that others use, too."),
            )


class LoginCodeForm(Trusting, OurWords, account.ConfirmLoginCodeForm):
    """The code by mail or SMS, second step."""

    words = SENT_CODE


class AgainCodeForm(OurWords, account.ConfirmReauthenticationCodeForm):
    """The code by mail or SMS, before something important."""

    words = SENT_CODE


class WhereForm(account.RequestReauthenticationCodeForm):
    """Where to send it: addresses and the phone, shown as far as their owner needs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the places by number, so that the page holds none of them whole."""
        self.user = kwargs["user"]
        super().__init__(*args, **kwargs)
        field: Any = self.fields["recipient"]
        self.places = [value for value, _text in field.choices]
        shown = [mask_email(place) if "@" in place else mask_phone(place) for place in self.places]
        field.choices = [(str(number), text) for number, text in enumerate(shown)]
        field.label = _("Where should the code go?")
        field.widget = forms.RadioSelect() if len(shown) > 1 else forms.HiddenInput()
        field.widget.choices = field.choices
        is_phone = wants_codes_by_sms(self.user) and "@" not in self.places[-1]
        field.initial = str(len(shown) - 1 if is_phone else 0)

    def clean_recipient(self) -> str:
        """Return the place that was meant."""
        place = str(self.places[int(self.cleaned_data["recipient"])])
        if "@" not in place and not codes.may_send(context.request, self.user):
            raise forms.ValidationError(
                _("No SMS can be sent now. Choose the e-mail, or try again in an hour.")
            )
        return place


class FactorForm(Trusting, OurWords, factor.AuthenticateForm):
    """The app's code or a recovery code, second step."""

    words = APP_CODE


class FactorAgainForm(OurWords, factor.ReauthenticateForm):
    """The same, before something important."""

    words = APP_CODE


class ActivateAppForm(OurWords, ActivateTOTPForm):
    """The first code of a new app."""

    words = {"code": (_("Code"), _("The six digits the app shows now."))}


def unreadable() -> forms.ValidationError:
    """Return what is said of a passkey's answer that cannot be read."""
    return forms.ValidationError(_("The passkey was not used. Try again, or choose another way."))


class ReadablePasskey:
    """Takes an answer that misses a part for a wrong one: the libraries raise what comes first."""

    def clean_credential(self) -> Any:
        """Check the passkey."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ODD as error:
            raise unreadable() from error


class PasskeyForm(Trusting, ReadablePasskey, AuthenticateWebAuthnForm):
    """A passkey as the second step; it shares a page with the form of codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Keep the fields' ids apart."""
        super().__init__(*args, auto_id="passkey_%s", **kwargs)


class PasskeyLoginForm(ReadablePasskey, LoginWebAuthnForm):
    """A passkey alone."""


class PasskeyAgainForm(ReadablePasskey, ReauthenticateWebAuthnForm):
    """A passkey before something important."""


class AddPasskeyForm(OurWords, AddWebAuthnForm):
    """A new passkey. It may always open the account alone: it asks for finger, face or PIN."""

    def clean(self) -> Any:
        """Check the answer of the browser."""
        try:
            return super().clean()
        except ODD as error:
            raise unreadable() from error

    words = {
        "name": (_("Name"), _("So that you know it again, e.g. My phone.")),
        "passwordless": (_("Sign in with this passkey alone, without a password"), ""),
    }


class RenamePasskeyForm(OurWords, EditWebAuthnForm):
    """Another name."""

    words = {"name": (_("Name"), "")}
