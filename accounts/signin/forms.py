"""The forms of signing in: allauth's, with our labels, hints and no placeholders."""

from typing import Any

from allauth.account import forms as account
from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.audit import actions as audit
from accounts.audit import kinds
from accounts.models import User

PASSWORD_HINT = _(
    "At least 12 characters. Three or four words that do not belong together are good."
)
CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "12"}


class OurWords:
    """Puts our label and hint on each field; no placeholders, which vanish when one types."""

    words: dict[str, tuple[Any, Any]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Relabel."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
            if name in self.words:
                field.label, field.help_text = self.words[name]
            if name == "code":
                field.widget.attrs.update(CODE)
            if name == "email":
                field.widget.attrs.update({"maxlength": "254", "spellcheck": "false"})
            if name.startswith("password") and field.widget.attrs.get("autocomplete") in {
                "new-password"
            }:
                field.widget.attrs["data-new-password"] = ""
                field.widget.attrs["minlength"] = "12"


EMAIL = (_("E-mail address"), "")
NEW_PASSWORD = {
    "password1": (_("New password"), PASSWORD_HINT),
    "password2": (_("New password again"), ""),
}
MAILED_CODE = {"code": (_("Code"), _("Six digits, from the letter we have just sent."))}


class CitizenLoginForm(OurWords, account.LoginForm):
    """By address and password.

    Only the address is looked up. Tried as a user name as well, a known account would cost two
    checks of the password and an unknown one: the time would tell them apart.
    """

    words = {"login": EMAIL, "password": (_("Password"), "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for an address."""
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label=_("E-mail address"),
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
        )
        self.order_fields(["login", "password"])

    def user_credentials(self) -> dict[str, str]:
        """Return address and password."""
        return {
            "email": self.cleaned_data["login"].lower(),
            "password": self.cleaned_data["password"],
        }


class StaffLoginForm(account.LoginForm):
    """By user name and password, in Wagtail's frame."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the fields as the frame does."""
        super().__init__(*args, **kwargs)
        del self.fields["login"]
        self.fields["username"] = forms.CharField(
            label=_("User name"),
            max_length=254,
            widget=forms.TextInput(attrs={"autocomplete": "username"}),
        )
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs["placeholder"] = _("Enter password")
        self.order_fields(["username", "password"])

    @property
    def extra_fields(self) -> list[Any]:
        """Return nothing: the frame draws what is asked besides."""
        return []

    def user_credentials(self) -> dict[str, str]:
        """Return name and password."""
        self.cleaned_data["login"] = self.cleaned_data["username"]
        return {
            "username": self.cleaned_data["username"].strip(),
            "password": self.cleaned_data["password"],
        }


class RegisterForm(OurWords, account.SignupForm):
    """Name, address, password; the address is verified by a code before anything else."""

    words = {"email": EMAIL, "password1": (_("Password"), PASSWORD_HINT)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the name first."""
        super().__init__(*args, **kwargs)
        for name, label, complete in (
            ("first_name", _("First name"), "given-name"),
            ("last_name", _("Surname"), "family-name"),
        ):
            self.fields[name] = forms.CharField(
                label=label,
                max_length=150,
                widget=forms.TextInput(attrs={"autocomplete": complete}),
            )
        self.order_fields(["first_name", "last_name", "email", "password1"])

    def clean(self) -> dict[str, Any]:
        """Judge the password by name, too."""
        cleaned: dict[str, Any] = super().clean()
        if password := cleaned.get("password1"):
            names = {name: cleaned.get(name, "") for name in ("first_name", "last_name", "email")}
            try:
                validate_password(password, User(**names))
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return cleaned

    def try_save(self, request: Any) -> Any:
        """Hash the password where no account is made, too: stops telling known ones by time."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class ForgotPasswordForm(OurWords, account.ResetPasswordForm):
    """The address."""

    words = {"email": EMAIL}

    def save(self, request: Any, **kwargs: Any) -> str:
        """Record that it was asked for, for known and unknown addresses alike, and write."""
        audit.record(kinds.PASSWORD_RESET_ASKED, subject=next(iter(self.users), None))
        return str(super().save(request, **kwargs))


class NewPasswordForm(OurWords, account.ResetPasswordKeyForm):
    """After the link in the mail."""

    words = NEW_PASSWORD


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    """With the current one."""

    words = {"oldpassword": (_("Current password"), ""), **NEW_PASSWORD}


class FirstPasswordForm(OurWords, account.SetPasswordForm):
    """For whoever came without one."""

    words = NEW_PASSWORD


class ChangeEmailForm(OurWords, account.AddEmailForm):
    """A new address; the old one is told."""

    words = {"email": (_("New e-mail address"), _("We send a code there."))}


class PasswordAgainForm(OurWords, account.ReauthenticateForm):
    """Once more before something important."""

    words = {"password": (_("Password"), "")}


class EmailCodeForm(OurWords, account.ConfirmEmailVerificationCodeForm):
    """The code that verifies an address."""

    words = MAILED_CODE


def is_blocked(form: Any) -> int:
    """Return the seconds to wait where a limit refused the form, else 0."""
    data = form.errors.as_data().get("__all__", [])
    return max((getattr(error, "wait", 0) for error in data), default=0)
