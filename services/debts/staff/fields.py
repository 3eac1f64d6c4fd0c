"""Fields of the forms: amounts as Turks write them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.debts.money import read_lira

TYPED = {"inputmode": "decimal", "autocomplete": "off"}


class LiraField(forms.CharField):
    """An amount in lira, 1.234,56 or 1.234 or 1234.56, as `Decimal` with two places, or None."""

    def __init__(self, *, least: str = "0.01", most: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("widget", forms.TextInput(attrs=dict(TYPED)))
        self.least, self.most = Decimal(least), Decimal(most) if most else None
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Read it."""
        try:
            found = read_lira(super().to_python(value) or "")
        except ValueError as error:
            raise forms.ValidationError(_("Write an amount as 1.234,56.")) from error
        if found is None:
            return None
        if found < self.least:
            raise forms.ValidationError(_("That is too little."))
        if self.most is not None and found > self.most:
            raise forms.ValidationError(_("That is too much."))
        return found

    def validate(self, value: Any) -> None:
        """Ask for it where it is needed."""
        if value is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Look at texts only."""


class ReasonField(forms.CharField):
    """Why; kept in the audit log and, for money, in the ledger."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Reason"))
        kwargs.setdefault("min_length", 5)
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(**kwargs)


class DocumentField(forms.CharField):
    """The number of the paper it rests on."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Document number"))
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("help_text", _("Date and number of the decision, as on the paper."))
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(**kwargs)
