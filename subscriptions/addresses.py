"""Addresses of people: checked, made one, and found again by a digest."""

import hashlib
import hmac
import json

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from outbox.models import ChannelName
from outbox.push import BadSubscription, read_subscription
from outbox.sms import mobile_number

LONGEST = 254


def normalised(channel: str, text: str) -> str:
    """Return an address as it is written to; "" when there is no such address.

    The part before the @ keeps its case (it may matter); the digest below ignores it.
    """
    text = text.strip()
    if channel == ChannelName.SMS:
        return mobile_number(text)
    if channel == ChannelName.PUSH:
        try:
            return json.dumps(read_subscription(text), sort_keys=True)
        except BadSubscription:
            return ""
    name, _sign, domain = text.rpartition("@")
    try:
        domain = domain.encode("idna").decode() if not domain.isascii() else domain
        found = f"{name}@{domain.lower()}"
        validate_email(found)
    except (ValidationError, UnicodeError):
        return ""
    return found if len(found) <= LONGEST and found.isascii() else ""


def key_of(channel: str, address: str) -> str:
    """Return what finds an address: a keyed digest, so that a stolen copy cannot be searched."""
    known = json.loads(address)["endpoint"] if channel == ChannelName.PUSH else address.lower()
    secret = f"subscriptions.address:{settings.SUBSCRIPTIONS_KEY}".encode()
    return hmac.new(secret, f"{channel}:{known}".encode(), hashlib.sha256).hexdigest()
