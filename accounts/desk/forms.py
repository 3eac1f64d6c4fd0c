"""The forms of the desk. What was typed is given back, but identity numbers are not."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.identity.fields import IdentityNumberField
from accounts.profiles.forms import DATES, IdentityForm
from accounts.profiles.phones import PhoneField
from accounts.recovery.states import Document, Resets

REASONS = (
    ("identity", _("Confirm the identity")),
    ("recovery", _("Give an account back")),
    ("lock", _("Lock the account: somebody else uses it")),
    ("child", _("Authority for a child")),
    ("question", _("The citizen’s own question about the account")),
)
PLAIN = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}


class ReasonField(forms.ChoiceField):
    """Why somebody's record is opened."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Why do you look?"))
        kwargs.setdefault("choices", REASONS)
        kwargs.setdefault("widget", forms.RadioSelect)
        kwargs.setdefault("help_text", _("It stays in the audit log, and the citizen can read it."))
        super().__init__(**kwargs)


class NoteField(forms.CharField):
    """A few words for the log."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Note"))
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", _("No identity number. Example: phone stolen on Sunday."))
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(**kwargs)


class Unechoed(forms.TextInput):
    """A field whose value is not given back: the number stands in no page and no history."""

    def format_value(self, value: Any) -> None:
        """Give nothing back."""
        return


class CardField(IdentityNumberField):
    """The number on the card, typed anew each time: it is never sent back to the page."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Identity number on the card"))
        kwargs.setdefault("widget", Unechoed(attrs=PLAIN))
        kwargs.setdefault("help_text", _("It is compared with the account and stored nowhere."))
        required = _("Type the number on the document (11 digits).")
        kwargs.setdefault("error_messages", {"required": required})
        super().__init__(**kwargs)


class DocumentField(forms.ChoiceField):
    """Which document was seen."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Document you have seen"))
        kwargs.setdefault("choices", Document.choices)
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(**kwargs)


class FindForm(forms.Form):
    """Whom, and why."""

    who = forms.CharField(
        label=_("Identity number, e-mail address, phone or account number"),
        max_length=254,
        help_text=_("The whole of it. The account number is on the citizen’s page “My data”."),
        widget=forms.TextInput(attrs=PLAIN),
    )
    reason = ReasonField()
    note = NoteField()


class ConfirmIdentityForm(forms.Form):
    """What the card says."""

    identity_number = CardField()
    first_name = forms.CharField(
        label=_("Given names"), max_length=150, help_text=_("All of them, as on the card.")
    )
    last_name = forms.CharField(label=_("Surname"), max_length=150)
    birth_date = forms.DateField(
        label=_("Birth date"),
        input_formats=DATES,
        help_text=_("Day, month, year. Example: 17.05.1980"),
        error_messages={"invalid": _("Write the date as 17.05.1980.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    document = DocumentField()
    note = NoteField()

    clean_birth_date = IdentityForm.clean_birth_date


class OpenRecoveryForm(forms.Form):
    """What was lost, and what is new."""

    identity_number = CardField()
    document = DocumentField()
    resets = forms.MultipleChoiceField(
        label=_("What was lost?"),
        choices=Resets.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The password is always set anew."),
    )
    new_email = forms.EmailField(
        label=_("New e-mail address"),
        required=False,
        help_text=_("Needed where the address was lost. It is confirmed by a code."),
        widget=forms.EmailInput(attrs=PLAIN),
    )
    new_phone = PhoneField(
        label=_("New mobile phone"),
        required=False,
        mobile=True,
        help_text=_(
            "Phone ticked and nothing here: the number is taken off. Example: 0532 123 45 67"
        ),
    )
    note = NoteField()

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs together."""
        data = super().clean() or {}
        lost, email = data.get("resets") or [], data.get("new_email")
        if Resets.EMAIL in lost and not email and "new_email" not in self.errors:
            self.add_error("new_email", _("Type the new address: the link goes there."))
        if email and Resets.EMAIL not in lost:
            self.add_error("resets", _("Tick the e-mail address if there is a new one."))
        if data.get("new_phone") and Resets.PHONE not in lost:
            self.add_error("resets", _("Tick the phone if there is a new one."))
        return data


class SecondOfficerForm(forms.Form):
    """What the second officer has seen with their own eyes."""

    identity_number = CardField()
    document = DocumentField()


class CodeForm(forms.Form):
    """The code the person reads out."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class StopForm(forms.Form):
    """Why it is stopped."""

    reason = NoteField(label=_("Why is it stopped?"), required=True)


class LockForm(forms.Form):
    """What the caller said."""

    note = NoteField(
        label=_("What did the citizen say?"),
        required=True,
        help_text=_("Example: got a notice of a sign-in from another city."),
    )


class ConfirmChildForm(forms.Form):
    """The document that shows whose child it is."""

    identity_number = CardField(label=_("Child’s identity number on the document"))
    document = forms.ChoiceField(
        label=_("Document you have seen"),
        choices=(
            ("register", _("Extract from the civil register")),
            ("court", _("Decision on guardianship or custody")),
            ("book", _("International family book")),
        ),
        widget=forms.RadioSelect,
    )
    note = NoteField()
