"""Builders of citizens with an account, and ways to sign in as they do."""

import re
import time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.profiles.models import CitizenProfile
from outbox.channels import letter_of
from outbox.models import ChannelName, LocalMessage, Message, State

PASSWORD = "yedi-mavi-kiraz-dolabi"
LOGIN = "/e-belediye/giris/"
CODE = "/e-belediye/giris/kod/"


def citizen(email: str = "ayse@example.org", **fields: Any) -> Any:
    """Return somebody who has registered and verified the address."""
    fields = {"first_name": "Ayşe", "last_name": "Örnek", **fields}
    user = get_user_model().objects.create_user(f"v-{email}", email, PASSWORD, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def with_app(user: Any, secret: str = "JBSWY3DPEHPK3PXP") -> str:
    """Connect an authenticator app; return its secret."""
    TOTP.activate(user, secret)
    return secret


def with_phone(user: Any, number: str = "+905321234567", **fields: Any) -> str:
    """Give somebody a profile with a verified phone; return the number."""
    CitizenProfile.objects.update_or_create(
        pk=user.pk, defaults={"phone": number, "phone_verified_at": timezone.now(), **fields}
    )
    return number


def sms_code(number: str = "+905321234567") -> str:
    """Return the code of the newest SMS to a number."""
    row = Message.objects.filter(channel=ChannelName.SMS, recipient=number).latest("created_at")
    if row.state == State.SENT:
        text = LocalMessage.objects.filter(recipient=number).latest("pk").text
    else:
        text = letter_of(row).text
    found = re.search(r"\d{6}", text)
    assert found, text
    return found[0]


def app_code(secret: str = "JBSWY3DPEHPK3PXP") -> str:
    """Return what the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def last_letter(email: str) -> str:
    """Return the text of the newest letter to an address."""
    row = Message.objects.filter(recipient=email).order_by("-created_at").first()
    assert row is not None, f"nobody wrote to {email}"
    if row.state == State.SENT:  # what was secret is erased at once; the mail has it
        return [sent.body for sent in mail.outbox if email in sent.to][-1]
    return letter_of(row).text


def letters(email: str) -> list[str]:
    """Return the subjects of all letters to an address, oldest first."""
    rows = Message.objects.filter(recipient=email).order_by("created_at").select_related("content")
    return [row.content.subject for row in rows]


def code_in(text: str) -> str:
    """Return the six digits of a letter."""
    found = re.search(r"^\d{6}$", text, re.M)
    assert found, text
    return found[0]


def link_in(text: str) -> str:
    """Return the path of the link of a letter."""
    found = re.search(r"https?://[^/]+(/\S+)", text)
    assert found, text
    return found[1]


def password_step(
    client: Client, email: str = "ayse@example.org", password: str = PASSWORD, **extra
):
    """Type address and password."""
    data = {"login": email, "password": password, **extra.pop("data", {})}
    return client.post(LOGIN, data, **extra)


def sign_in(client: Client, email: str = "ayse@example.org", **extra):
    """Sign in with password and the code by mail; return the last answer."""
    password_step(client, email, **extra)
    return client.post(CODE, {"code": code_in(last_letter(email))})
