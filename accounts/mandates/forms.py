"""The forms of acting for another."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.identity.fields import IdentityNumberField
from accounts.mandates.models import LONGEST, comes_of_age
from accounts.mandates.scopes import all_scopes
from accounts.profiles.forms import DATES

# The end is the end of a day, so the last day that can be chosen is a little earlier.
LAST_DAY = LONGEST - timedelta(days=2)
USUAL = timedelta(days=90)


class ScopesField(forms.MultipleChoiceField):
    """What one may do for another; each is ticked by itself, nothing is ticked beforehand."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("For what?"))
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        kwargs.setdefault("help_text", _("Only what you tick. You can end it at any time."))
        kwargs.setdefault("error_messages", {"required": _("Tick at least one.")})
        super().__init__(**kwargs)


class OfferForm(forms.Form):
    """What somebody may do for me, and until when."""

    scopes = ScopesField()
    until = forms.DateField(
        label=_("Until which day?"),
        input_formats=DATES,
        help_text=_("A year at most. Day, month, year. Example: 31.12.2026"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("Write the date as 31.12.2026.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["scopes"]
        field.choices = [(one.name, one.label) for one in all_scopes() if one.for_adults]
        self.fields["until"].initial = f"{timezone.localdate() + USUAL:%d.%m.%Y}"

    def clean_until(self) -> date:
        """Refuse what is over or too long."""
        day: date = self.cleaned_data["until"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("This day is over."))
        if day > today + LAST_DAY:
            text = _("A year at most: until %(day)s.")
            last = f"{today + LAST_DAY:%d.%m.%Y}"
            raise forms.ValidationError(text, params={"day": last})
        return day


class CodeForm(forms.Form):
    """The code the other person gave."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Ten letters and digits, from the person who wants you to act for them."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class ChildForm(forms.Form):
    """A child, as in the civil register."""

    name = forms.CharField(
        label=_("Child’s given names and surname"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    identity_number = IdentityNumberField(label=_("Child’s identity number"))
    birth_date = forms.DateField(
        label=_("Child’s birth date"),
        input_formats=DATES,
        help_text=_("Day, month, year. Example: 17.05.2017"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("Write the date as 17.05.2017.")},
    )
    scopes = ScopesField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["scopes"]
        field.choices = [(one.name, one.label) for one in all_scopes() if one.for_children]

    def clean_birth_date(self) -> date:
        """Refuse who is of age."""
        day: date = self.cleaned_data["birth_date"]
        today = timezone.localdate()
        if day > today or day < today - timedelta(days=130 * 366):
            raise forms.ValidationError(_("This is no birth date. Check the year."))
        if comes_of_age(day) <= today:
            raise forms.ValidationError(
                _("Who has completed the eighteenth year acts for themselves, or authorises you.")
            )
        return day
