"""Forms of the reading room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.cases.reference import Group, InvalidReferenceError, Reference, read

# What is said of each part of a reference, by the reference alone: nobody asks whether there is
# such a case.
WRONG = {
    Group.KIND: _("The first part must be two letters, as in CM-26-00482-K. Look at it again."),
    Group.YEAR: _("The second part must be the two digits of the year. Look at it again."),
    Group.NUMBER: _(
        "There is a slip, most likely in the third part: the long number. Compare it digit by "
        "digit; two digits may have changed places."
    ),
    Group.CHECK: _("The last letter or digit is none that we use. Look at it again."),
    None: _("Write the whole reference, as in CM-26-00482-K. It stands in our first message."),
}


class ReferenceForm(forms.Form):
    """The reference of a case."""

    reference = forms.CharField(
        label=_("Reference"),
        max_length=40,
        strip=True,
        help_text=_("Four parts, for example CM-26-00482-K. Small letters and spaces do no harm."),
        error_messages={"required": WRONG[None]},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "input input-mid",
            }
        ),
    )

    def clean_reference(self) -> Reference:
        """Read what was typed; say which part looks wrong."""
        try:
            return read(self.cleaned_data["reference"])
        except InvalidReferenceError as error:
            raise forms.ValidationError(WRONG[error.group]) from error


class CodeForm(forms.Form):
    """The code that was sent."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Six digits, from the message we have just sent."),
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "class": "input input-short",
            }
        ),
    )


class Files(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files that come with a message; what they are is judged when they are kept."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return a list, empty without files."""
        items = data if isinstance(data, (list, tuple)) else [data]
        return [item for item in items if item]


class MessageForm(forms.Form):
    """What a citizen writes to a case, with documents."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Your message"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "class": "input"}),
    )
    documents = FilesField(
        label=_("Photos and documents"),
        required=False,
        help_text=_("Photos (JPEG, PNG, WebP) and PDF; at most five, each up to 15 MB."),
        widget=Files(attrs={"class": "input", "accept": "image/*,application/pdf"}),
    )


class ReasonForm(forms.Form):
    """Why a case is opened again."""

    text = forms.CharField(
        label=_("What is still missing?"),
        max_length=5_000,
        error_messages={"required": _("Write in a sentence why the case should go on.")},
        widget=forms.Textarea(attrs={"rows": 4, "class": "input"}),
    )


class RatingForm(forms.Form):
    """What a citizen thinks of the answer."""

    score = forms.TypedChoiceField(
        label=_("Are you content with our answer?"),
        coerce=int,
        choices=[
            (5, _("5: very")),
            (4, _("4: rather")),
            (3, _("3: so-so")),
            (2, _("2: not much")),
            (1, _("1: not at all")),
        ],
        error_messages={
            "required": _("Choose one of the five."),
            "invalid_choice": _("Choose one of the five."),
        },
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What should we do better?"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
    )
