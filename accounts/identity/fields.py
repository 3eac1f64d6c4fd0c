"""The form field people type their identity number into."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.identity.numbers import Problem, is_obviously_invented, normalised, problem

MESSAGES = {
    Problem.DIGITS: _("An identity number has digits only. Check what you typed."),
    Problem.LENGTH: _("An identity number has 11 digits. You typed %(count)d."),
    Problem.ZERO: _("An identity number does not begin with 0. Check the first digit."),
    Problem.CHECKSUM: _(
        "This is no identity number: a digit is wrong or two are exchanged. Check it against your"
        " identity card."
    ),
}
INVENTED = _("This number is an example. Type your own identity number.")


class IdentityNumberField(forms.CharField):
    """Eleven digits with or without spaces; gives them without.

    The number is never put into an error message, so that it does not reach logs of forms.
    """

    default_error_messages = {"required": _("Type your identity number (11 digits).")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Identity number"))
        kwargs.setdefault(
            "help_text", _("11 digits, as on your identity card. Foreigners: begins with 99.")
        )
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask phones for digits, and browsers not to remember; leave room for typed spaces."""
        attrs: dict[str, Any] = dict(super().widget_attrs(widget))
        attrs.pop("maxlength", None)
        return attrs | {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}

    def to_python(self, value: Any) -> str:
        """Return the digits alone."""
        return normalised(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        """Say what is wrong and what to do."""
        super().validate(value)
        if not value:
            return
        wrong = problem(value)
        if wrong is not None:
            count = len(value)
            raise forms.ValidationError(MESSAGES[wrong], code=wrong, params={"count": count})
        if is_obviously_invented(value) and not settings.IDENTITY_ALLOW_EXAMPLES:
            raise forms.ValidationError(INVENTED, code="invented")
