"""The forms of the staff side of debts. What was typed is given back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.desk.forms import PLAIN, NoteField
from accounts.desk.forms import ReasonField as WhyField
from services.debts.staff.fields import DocumentField, LiraField, ReasonField
from services.debts.staff.models import Means, Till
from services.debts.staff.queries.tills import free_tills

WHY = (
    ("payment", _("Payment at the till")),
    ("question", _("The payer’s own question")),
    ("correction", _("Correction or refund")),
    ("enforcement", _("Follow-up of an overdue debt")),
    ("audit", _("Check or audit")),
)


class FindForm(forms.Form):
    """Whom, and why."""

    who = forms.CharField(
        label=_("Identity, tax or register number, or full name"),
        max_length=120,
        help_text=_("Numbers whole; of a name at least two words, whole words only."),
        widget=forms.TextInput(attrs={**PLAIN, "autofocus": True}),
    )
    why = WhyField(choices=WHY, help_text=_("It stays in the audit log."))
    note = NoteField(help_text=_("No identity number. Example: asked on the phone."))


class KeyedForm(forms.Form):
    """A form that sent twice does one thing."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class TakeForm(KeyedForm):
    """How somebody pays."""

    total = LiraField(least="0", widget=forms.HiddenInput)
    means = forms.ChoiceField(
        label=_("How"), choices=Means.choices, initial=Means.CASH, widget=forms.RadioSelect
    )
    amount = LiraField(
        label=_("Amount, if not all"),
        required=False,
        help_text=_("Empty: all of it. A part goes to the oldest first."),
    )
    tendered = LiraField(
        label=_("Cash given"), required=False, help_text=_("Empty: exactly the amount.")
    )
    document = forms.CharField(
        label=_("Slip or transfer number"),
        max_length=60,
        required=False,
        help_text=_("For card and transfer. Example: slip 004217"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the slip where no cash comes in."""
        data: dict[str, Any] = super().clean() or {}
        means = data.get("means")
        if means and means != Means.CASH and not data.get("document"):
            self.add_error("document", _("Write the number of the slip or of the transfer."))
        if means and means != Means.CASH:
            data["tendered"] = None
        return data


# No drawer holds more; with ten milliards in it what came in could not be added any more.
FULL_DRAWER = "99999999.99"


class OpenForm(forms.Form):
    """Which till, and what is in its drawer."""

    till = forms.ModelChoiceField(label=_("Till"), queryset=Till.objects.none())
    opening_cash = LiraField(
        label=_("Cash in the drawer"), least="0", most=FULL_DRAWER, initial="0,00"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the tills that nobody has open."""
        super().__init__(*args, **kwargs)
        self.fields["till"].queryset = free_tills()  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """What was counted."""

    counted = LiraField(
        label=_("Cash counted"),
        least="0",
        help_text=_("Count first, then look at what the ledger says."),
    )
    reason = ReasonField(
        label=_("Reason of a difference"),
        required=False,
        help_text=_("Only where the count is not what the ledger says."),
    )


class VoidForm(KeyedForm):
    """Why a payment of today is undone."""

    reason = ReasonField(help_text=_("Example: taken on the wrong account."))


class RefundForm(KeyedForm):
    """How much goes back, why and by which way."""

    amount = LiraField(label=_("Amount to pay back"))
    reason = ReasonField(help_text=_("Example: paid twice, by decision of the directorate."))
    way = forms.ChoiceField(
        label=_("How"),
        choices=(
            ("provider", _("By the payment provider, to the card")),
            ("bank", _("By bank transfer, paid by us")),
        ),
        widget=forms.RadioSelect,
    )
    document = DocumentField(
        required=False, help_text=_("For a bank transfer: number of the payment order.")
    )


class CorrectionForm(KeyedForm):
    """What of a debt is cancelled, by which decision."""

    what = forms.ChoiceField(label=_("What"))
    amount = LiraField(
        label=_("Sum of money"),
        required=False,
        help_text=_("For a reduction; a write-off takes all."),
    )
    document = DocumentField()
    reason = ReasonField(help_text=_("Example: area of the flat was entered wrongly."))

    def __init__(self, *args: Any, parts: Any = (), **kwargs: Any) -> None:
        """Offer the open instalments."""
        super().__init__(*args, **kwargs)
        choices = [
            (str(part.row.pk), _("Reduce instalment %(number)d") % {"number": part.row.number})
            for part in parts
            if part.row.open_amount
        ]
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            *choices,
            ("write-off", _("Write the whole debt off")),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the amount of a reduction."""
        data: dict[str, Any] = super().clean() or {}
        reduces = data.get("what") not in (None, "write-off")
        if reduces and not data.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("Write how much is cancelled."))
        return data


class DecideForm(forms.Form):
    """A note of the second person."""

    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        required=False,
        help_text=_("Needed where you refuse."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
