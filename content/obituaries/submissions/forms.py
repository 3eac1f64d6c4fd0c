"""The public form; it needs no script."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.obituaries.choices import FRIDAY, Prayer
from content.obituaries.models import ObituarySubmission
from content.obituaries.rules import BURIAL_WITHIN, OLDEST_AGE
from content.obituaries.submissions.actions import SENT

DATES = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"]
PHONE = RegexValidator(
    r"^[0-9+() ./-]{7,}$", gettext_lazy("Write a phone number, e.g. 0532 000 00 00.")
)
_DATE = {"invalid": gettext_lazy("Write the date like 24.11.2026.")}


class SubmissionForm(forms.ModelForm):
    """Who died, when and where the funeral is, and whom the desk may ask back.

    `website` is a trap for programs that fill in everything: people neither see nor reach it.
    """

    website = forms.CharField(required=False)
    death_date = forms.DateField(input_formats=DATES, error_messages=_DATE)
    burial_date = forms.DateField(input_formats=DATES, required=False, error_messages=_DATE)
    sender_name = forms.CharField(max_length=120)
    sender_phone = forms.CharField(max_length=32, validators=[PHONE])

    class Meta:
        """What is sent."""

        model = ObituarySubmission
        fields = SENT

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give each field its own words for what is missing."""
        super().__init__(*args, **kwargs)
        missing = {
            "name": gettext_lazy("Write name and surname of who died."),
            "death_date": gettext_lazy("Write the date of death."),
            "sender": gettext_lazy("Say who you are, so that we can check the notice."),
            "sender_name": gettext_lazy("Write your name, so that we can ask back."),
            "sender_phone": gettext_lazy("Write your phone, so that we can ask back."),
        }
        for name, message in missing.items():
            self.fields[name].error_messages["required"] = message

    def clean_name(self) -> str:
        """Ask for both names."""
        name = " ".join(self.cleaned_data["name"].split())
        if len(name.split()) < 2:
            raise forms.ValidationError(_("Write name and surname of who died."))
        return name

    def clean_death_date(self) -> Any:
        """Refuse a day to come."""
        death = self.cleaned_data["death_date"]
        if death > timezone.localdate():
            raise forms.ValidationError(_("The day of the death lies in the future."))
        if death < timezone.localdate() - BURIAL_WITHIN * 2:
            raise forms.ValidationError(_("This is long ago; please call us instead."))
        return death

    def clean(self) -> dict[str, Any]:
        """Check the dates against each other; refuse the trap."""
        data = super().clean() or {}
        death, burial = data.get("death_date"), data.get("burial_date")
        if death and burial and burial < death:
            self.add_error("burial_date", _("The burial cannot be before the death."))
        elif death and burial and burial > death + BURIAL_WITHIN:
            self.add_error(
                "burial_date",
                _("The burial is more than 30 days after the death; check both dates."),
            )
        if burial and data.get("prayer") == Prayer.NOON and burial.weekday() == FRIDAY:
            data["prayer"] = Prayer.FRIDAY.value
        elif burial and data.get("prayer") == Prayer.FRIDAY and burial.weekday() != FRIDAY:
            self.add_error("prayer", _("That day is not a Friday; choose the noon prayer."))
        year = data.get("birth_year")
        if death and year and not death.year - OLDEST_AGE <= year <= death.year:
            self.add_error("birth_year", _("Nobody was that old; is the year right?"))
        if data.get("website"):
            self.add_error(None, _("Please leave the field “Web site” empty and send it again."))
        return data
