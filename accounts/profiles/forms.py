"""The forms of a citizen's own data."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.identity.fields import IdentityNumberField
from accounts.profiles.models import FIRST_BIRTH, CitizenProfile, Language
from accounts.profiles.phones import PhoneField, is_mobile
from accounts.profiles.places import neighbourhoods

DATES = ["%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d %m %Y", "%Y-%m-%d"]


class IdentityForm(forms.Form):
    """Who one is, as the identity card says."""

    identity_number = IdentityNumberField()
    first_name = forms.CharField(
        label=_("Given names"),
        max_length=150,
        help_text=_("All of them, as on your identity card."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Surname"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    birth_date = forms.DateField(
        label=_("Birth date"),
        input_formats=DATES,
        help_text=_("Day, month, year. Example: 17.05.1980"),
        widget=forms.TextInput(attrs={"autocomplete": "bday", "inputmode": "text"}),
        error_messages={"invalid": _("Write the date as 17.05.1980.")},
    )

    def clean_birth_date(self) -> date:
        """Refuse days on which nobody was born who signs up."""
        day: date = self.cleaned_data["birth_date"]
        if not FIRST_BIRTH <= day <= timezone.localdate():
            raise forms.ValidationError(_("This is no birth date. Check the year."))
        return day


class ContactForm(forms.Form):
    """Where one is reached."""

    phone = PhoneField(required=False, label=_("Phone"))
    neighbourhood = forms.ChoiceField(label=_("Neighbourhood"), required=False)
    street = forms.CharField(
        label=_("Street"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
    )
    door = forms.CharField(
        label=_("Door number"),
        required=False,
        max_length=30,
        help_text=_("Building and flat. Example: 12/4"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Not given, or outside of the district")), *neighbourhoods()]
        field: Any = self.fields["neighbourhood"]
        field.choices = choices


class NoticesForm(forms.Form):
    """How one is written to."""

    is_told_by_email = forms.BooleanField(label=_("By e-mail"), required=False)
    is_told_by_sms = forms.BooleanField(label=_("By SMS"), required=False)
    language = forms.ChoiceField(label=_("Language of our letters"), choices=Language.choices)

    def __init__(self, *args: Any, profile: CitizenProfile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profile = profile

    def clean_is_told_by_sms(self) -> bool:
        """Ask for a verified mobile phone first."""
        wanted: bool = self.cleaned_data["is_told_by_sms"]
        can = is_mobile(self.profile.phone) and self.profile.phone_verified_at is not None
        if wanted and not can:
            raise forms.ValidationError(_("First give your mobile phone and confirm it by a code."))
        return wanted


class CodeForm(forms.Form):
    """The code that came by SMS."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Six digits, from the SMS we have just sent."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
