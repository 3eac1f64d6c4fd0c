"""The forms of the family and of the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.obituaries.family.reading import LABELS

APPROVES, CORRECTS = "evet", "hayir"
LONGEST = 500


class AnswerForm(forms.Form):
    """What the family says; a line for each line of the notice it was shown."""

    answer = forms.ChoiceField(
        choices=[
            (APPROVES, gettext_lazy("Everything is right; the notice may be published.")),
            (CORRECTS, gettext_lazy("Something must be changed first.")),
        ],
        error_messages={"required": gettext_lazy("Choose whether the notice is right.")},
    )
    remark = forms.CharField(
        required=False,
        max_length=1000,
        error_messages={
            "max_length": gettext_lazy(
                "This is %(show_value)d characters long; at most %(limit_value)d are possible."
            )
        },
    )
    book = forms.BooleanField(required=False)
    search_engines = forms.BooleanField(required=False)

    def __init__(self, *args: Any, lines: list[str], **kwargs: Any) -> None:
        """Add a field for each line that was shown."""
        super().__init__(*args, **kwargs)
        self.lines = lines
        for name in lines:
            self.fields[f"line_{name}"] = forms.CharField(
                label=str(LABELS[name]),
                required=False,
                max_length=LONGEST,
                error_messages={
                    "max_length": gettext_lazy(
                        "This is %(show_value)d characters long; at most %(limit_value)d are "
                        "possible."
                    )
                },
            )

    @property
    def changes(self) -> dict[str, str]:
        """Return what is to be changed, by line."""
        said = {name: self.cleaned_data.get(f"line_{name}", "") for name in self.lines}
        return {name: text for name, text in said.items() if text}

    def clean(self) -> dict[str, Any]:
        """A wish for changes names one; who approves has none."""
        data = super().clean() or {}
        wished = bool(self.changes or data.get("remark"))
        if data.get("answer") == CORRECTS and not wished:
            self.add_error("answer", _("Write beside the line what must be changed."))
        if data.get("answer") == APPROVES and self.changes:
            self.add_error(
                "answer",
                _("You have written changes. Choose “Something must be changed” or empty them."),
            )
        return data


class AskForm(forms.Form):
    """Where the desk sends the link."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the family"),
        required=False,
        help_text=gettext_lazy(
            "Empty: the link is shown once, to be sent by phone. The address is erased with the "
            "answer."
        ),
    )


class OverrideForm(forms.Form):
    """Why it is published without an answer."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is published without the family's approval"),
        max_length=250,
        help_text=gettext_lazy(
            "Kept with your name, e.g. “Oğlu metni telefonda dinledi ve onayladı”."
        ),
    )
