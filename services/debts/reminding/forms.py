"""The form of the wish."""

from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from services.debts.models import DAYS_BEFORE, ReminderWish


def _before(days: int) -> str:
    return ngettext(
        "%(days)d day before the last day", "%(days)d days before the last day", days
    ) % {"days": days}


def _choices() -> list[tuple[str, str]]:
    return [
        ("0", gettext("Do not remind me")),
        *((str(days), _before(days)) for days in DAYS_BEFORE),
    ]


class ReminderForm(forms.Form):
    """When to be reminded, if at all."""

    days = forms.TypedChoiceField(
        label=_("Shall we remind you of instalments?"),
        help_text=_("One message before the last day, and one the day after if it is still open."),
        choices=_choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )


def form_for(wish: ReminderWish | None, data: Any = None) -> ReminderForm:
    """Return the form with what was sent, else with what was chosen before."""
    initial = {"days": str(wish.days_before) if wish else "0"}
    return ReminderForm(data, initial=initial, auto_id="f-%s")
