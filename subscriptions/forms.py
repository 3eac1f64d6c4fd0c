"""The form that follows something; it needs no script."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox.channels import channel_of
from outbox.models import ChannelName
from subscriptions.addresses import normalised
from subscriptions.models import Frequency

TYPED = (ChannelName.MAIL, ChannelName.SMS)


def typed_channels() -> list[tuple[str, str]]:
    """Return the channels whose address is typed: e-mail, and SMS where there is a provider."""
    return [(name.value, str(name.label)) for name in TYPED if channel_of(name).is_ready]


class AddressForm(forms.Form):
    """Where to write to. `website` is a trap for programs that fill in everything."""

    channel = forms.CharField(required=False)
    email = forms.CharField(required=False, max_length=300)
    phone = forms.CharField(required=False, max_length=40)
    website = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        """Check the address of the chosen channel; `address` is what is written to."""
        data = super().clean() or {}
        channel = data.get("channel") or ChannelName.MAIL.value
        if channel not in dict(typed_channels()):
            channel = ChannelName.MAIL.value
        data["channel"] = channel
        name = "phone" if channel == ChannelName.SMS else "email"
        data["address"] = normalised(channel, data.get(name) or "")
        if not data["address"] and name not in self.errors:
            self.add_error(name, self._wrong(name, data.get(name) or ""))
        if data.get("website"):
            self.add_error(None, _("Please leave the field “Web site” empty and send it again."))
        return data

    @staticmethod
    def _wrong(name: str, typed: str) -> str:
        if name == "phone":
            return _("Write a mobile number of Turkey, e.g. 0532 123 45 67.")
        if not typed.strip():
            return _("Write your e-mail address, e.g. ayse@example.org.")
        return _("This is no e-mail address. Is the @ there, and a full stop after it?")


class SubscribeForm(AddressForm):
    """Where to write to, and how soon."""

    frequency = forms.TypedChoiceField(
        choices=Frequency.choices,
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose how soon."),
            "invalid_choice": gettext_lazy("Choose how soon from the list."),
        },
    )


class ManageForm(forms.Form):
    """What somebody may change: how soon each, at night or not, the language."""

    language = forms.ChoiceField(choices=settings.LANGUAGES)
    not_at_night = forms.BooleanField(required=False)

    def __init__(self, data: Any, *, subscriptions: list[Any]) -> None:
        """Add one choice for each subscription."""
        super().__init__(data)
        for item in subscriptions:
            self.fields[f"frequency-{item.pk}"] = forms.TypedChoiceField(
                choices=Frequency.choices, coerce=int
            )

    @property
    def frequencies(self) -> dict[int, int]:
        """Return subscription -> how soon."""
        prefix = "frequency-"
        return {
            int(name.removeprefix(prefix)): value
            for name, value in self.cleaned_data.items()
            if name.startswith(prefix)
        }
