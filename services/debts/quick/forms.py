"""The number with which somebody asks for a code."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.identity import is_valid, normalised

_REGISTER = re.compile(r"[A-Za-z0-9._/-]{1,24}")
_DIGITS = re.compile(r"[0-9]{10,11}")


class NumberForm(forms.Form):
    """An identity, tax or register number. Nothing else is asked for, and no contact at all."""

    number = forms.CharField(
        label=_("Identity, tax or register number"),
        max_length=40,
        strip=True,
        help_text=_(
            "11 digits for a person, 10 for a company, or the register number of our notice."
        ),
        error_messages={"required": _("Type one of the three numbers.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "class": "input input-mid"}
        ),
    )

    def clean_number(self) -> str:
        """Return the number as it is stored; tell a slip by its check digits, asking nobody."""
        typed = "".join(str(self.cleaned_data["number"]).split())
        digits = normalised(typed)
        if _DIGITS.fullmatch(digits):
            if len(digits) == 11 and not is_valid(digits):
                raise forms.ValidationError(
                    _("There is a slip in this identity number. Compare it digit by digit.")
                )
            return digits
        if not _REGISTER.fullmatch(typed):
            raise forms.ValidationError(
                _("A number has digits and letters only, e.g. 10000000146. Look at it again.")
            )
        return typed
