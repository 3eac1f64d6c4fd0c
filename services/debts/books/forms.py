"""The form of the books."""

from django import forms
from django.utils.translation import gettext_lazy as _

from services.desk.spans import day_field


class DayForm(forms.Form):
    """Which day to reconcile, or to close; yesterday unless another is chosen."""

    gun = day_field(_("Day"))
