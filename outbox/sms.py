"""SMS by the adapter of a provider: a class named by `SMS_ADAPTER`, made once for each session.

A provider's adapter is a dozen lines: take number, text and reference, call the provider, return
an `Outcome`. The reference is the message's number, the same at every try: providers that know it
send once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import phonenumbers
from django.conf import settings
from django.utils.module_loading import import_string

from outbox.channels import Letter, Outcome
from outbox.models import ChannelName


class SmsAdapter(Protocol):
    """What a provider's adapter does."""

    def send(self, *, number: str, text: str, reference: str) -> Outcome:
        """Send once to a number as +905321234567. Never raises for what the provider does."""
        ...


def mobile_number(text: str) -> str:
    """Return a Turkish mobile number as +90…, or "" for anything else."""
    try:
        found = phonenumbers.parse(text, "TR")
    except phonenumbers.NumberParseException:
        return ""
    is_mobile = phonenumbers.number_type(found) == phonenumbers.PhoneNumberType.MOBILE
    if found.country_code != 90 or not phonenumbers.is_valid_number(found) or not is_mobile:
        return ""
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


class SmsSession:
    """The adapter for many messages."""

    def __init__(self, adapter: SmsAdapter) -> None:
        """Take the adapter."""
        self.adapter = adapter

    def send(self, letter: Letter) -> Outcome:
        """Send one message."""
        return self.adapter.send(number=letter.recipient, text=letter.text, reference=letter.id)


class SmsChannel:
    """SMS; there is none until a provider is configured."""

    name = ChannelName.SMS.value

    @property
    def is_ready(self) -> bool:
        """Tell whether an adapter is named."""
        return bool(settings.SMS_ADAPTER)

    @property
    def per_minute(self) -> int:
        """Return the rate the provider allows."""
        return int(settings.OUTBOX_SMS_PER_MINUTE)

    @contextmanager
    def open(self) -> Iterator[SmsSession]:
        """Return the adapter as a session."""
        yield SmsSession(import_string(settings.SMS_ADAPTER)())
