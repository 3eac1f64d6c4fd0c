"""The form of a span of days, of which figures and reports tell."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_DAYS = 731
# Near the ends of the calendar there is no day before or after, in every time zone.
DAYS = (MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2200, 12, 31)))


def day_field(label: Any) -> forms.DateField:
    """Return the field of a day between `DAYS`."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, validators=DAYS)


class SpanForm(forms.Form):
    """Which days."""

    ilk = day_field(gettext_lazy("First day"))
    son = day_field(gettext_lazy("Last day"))

    def clean(self) -> dict[str, Any]:
        """Refuse a span that ends before it begins, or is longer than two years."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("ilk"), cleaned.get("son")
        if first and last and not timedelta(0) <= last - first <= timedelta(days=MOST_DAYS):
            self.add_error("son", _("The span ends after it begins, and within two years."))
        return cleaned
