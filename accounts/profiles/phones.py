"""Phone numbers as people type them, as they are stored (E.164) and as they are shown."""

from typing import Any

import phonenumbers
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.identity import normalised

TURKEY = 90
_OURS = (
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
)


def parsed_phone(typed: str, *, foreign: bool = False) -> str:
    """Return a person's number in E.164; ValueError for what is none.

    Takes ten digits, with 0, 90, 0090 or +90 before them, and what people put between. Short
    numbers, 444 numbers and paid services are nobody's own.

    Args:
        typed: What was typed.
        foreign: Whether numbers of other countries are taken (with + or 00).
    """
    digits = normalised(typed).translate({ord(letter): None for letter in "()"})
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("90") and len(digits) == 12:
        digits = f"+{digits}"
    try:
        found = phonenumbers.parse(digits, "TR")
    except phonenumbers.NumberParseException as error:
        raise ValueError("not a phone number") from error
    if not phonenumbers.is_valid_number(found):
        raise ValueError("not a phone number")
    if found.country_code == TURKEY:
        if phonenumbers.number_type(found) not in _OURS:
            raise ValueError("not a person's number")
    elif not foreign:
        raise ValueError("a number of another country")
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def shown_phone(number: str) -> str:
    """Return 0532 123 45 67 for a Turkish number in E.164, others in the international form."""
    if number.startswith("+90") and len(number) == 13:
        rest = number[3:]
        return f"0{rest[:3]} {rest[3:6]} {rest[6:8]} {rest[8:]}"
    try:
        found = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def is_mobile(number: str) -> bool:
    """Tell whether a number in E.164 is a Turkish mobile one, which can get an SMS."""
    return number.startswith("+905") and len(number) == 13


class PhoneField(forms.CharField):
    """A phone number; gives it in E.164."""

    default_error_messages = {
        "required": _("Type your phone number."),
        "invalid": _("This is no phone number we can call. Example: 0532 123 45 67"),
        "not_mobile": _("An SMS can be sent to a mobile phone only. Example: 0532 123 45 67"),
    }

    def __init__(self, *, mobile: bool = False, foreign: bool = False, **kwargs: Any) -> None:
        self.mobile, self.foreign = mobile, foreign
        kwargs.setdefault("label", _("Phone"))
        kwargs.setdefault("help_text", _("Example: 0532 123 45 67"))
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask phones for their number pad and browsers for the stored number."""
        attrs: dict[str, Any] = dict(super().widget_attrs(widget))
        attrs.pop("maxlength", None)
        return attrs | {"type": "tel", "inputmode": "tel", "autocomplete": "tel"}

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number as people write it; what was typed stays as it was typed."""
        return shown_phone(value) if isinstance(value, str) and value.startswith("+90") else value

    def clean(self, value: Any) -> str:
        """Return the number in E.164, or "" where it may be empty."""
        typed = str(super().clean(value) or "")
        if not typed:
            return ""
        try:
            number = parsed_phone(typed, foreign=self.foreign)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        if self.mobile and not is_mobile(number):
            raise forms.ValidationError(self.error_messages["not_mobile"], code="not_mobile")
        return number
