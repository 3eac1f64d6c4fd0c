"""The form citizens fill in; it needs no script."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.places.models.suggestion import Aspect, PlaceSuggestion

MOST = PlaceSuggestion._meta.get_field("correct").max_length
LONGEST_CONTACT = PlaceSuggestion._meta.get_field("contact").max_length


class SuggestionForm(forms.Form):
    """What is wrong, what is right, and perhaps how to ask back.

    `website` is a trap for programs that fill in everything: people neither see nor reach it.
    """

    aspects = forms.MultipleChoiceField(
        choices=Aspect.choices,
        error_messages={
            "required": gettext_lazy("Choose at least one: what is wrong?"),
            "invalid_choice": gettext_lazy("Choose from the list what is wrong."),
        },
    )
    correct = forms.CharField(
        required=False,
        max_length=MOST,
        strip=True,
        error_messages={
            "max_length": gettext_lazy(
                "This is %(show_value)d characters long; at most %(limit_value)d are possible."
            )
        },
    )
    contact = forms.CharField(
        required=False,
        max_length=LONGEST_CONTACT,
        error_messages={
            "max_length": gettext_lazy(
                "This is %(show_value)d characters long; at most %(limit_value)d are possible."
            )
        },
    )
    website = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for what is right, unless the place has simply closed; refuse the trap."""
        data = super().clean() or {}
        aspects = data.get("aspects") or []
        needed = bool(aspects) and aspects != [Aspect.CLOSED]
        if needed and "correct" not in self.errors and not data.get("correct"):
            self.add_error("correct", _("Write what is right, as far as you know it."))
        if data.get("website"):
            self.add_error(None, _("Please leave the field “Web site” empty and send it again."))
        return data
