"""The form of an objection."""

from django import forms
from django.utils.translation import gettext_lazy as _

from services.debts.models import Ground


class ObjectionForm(forms.Form):
    """Why somebody objects to a debt."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    ground = forms.ChoiceField(
        label=_("Why do you object?"),
        choices=Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one reason."), "invalid_choice": _("Choose one.")},
    )
    text = forms.CharField(
        label=_("In your words"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What is wrong, and what would be right. You can add papers afterwards."),
        error_messages={"required": _("Write what is wrong.")},
    )
