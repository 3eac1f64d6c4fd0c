"""Telling people where they were reached that this changed; following allauth's addresses."""

import uuid
from typing import Any

from allauth.account import signals as allauth
from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.profiles.actions import confirm_email
from accounts.profiles.models import CitizenProfile
from accounts.profiles.phones import is_mobile
from accounts.profiles.signals import contact_changed
from accounts.signin.letters import send
from outbox import actions as outbox
from outbox.models import ChannelName, Priority


def listen() -> None:
    """Connect; once, from the app's `ready()`."""
    contact_changed.connect(tell_of_phone, dispatch_uid="profiles.phone")
    allauth.email_confirmed.connect(email_confirmed, dispatch_uid="profiles.email")
    allauth.email_changed.connect(email_changed, dispatch_uid="profiles.email")


def tell_of_phone(user: Any, channel: str, old: str, **kwargs: Any) -> None:
    """Write to the account's address and to the phone there was: a stranger's change shows."""
    if channel != "phone":
        return
    profile = CitizenProfile.objects.filter(pk=user.pk).first()
    email = EmailAddress.objects.get_primary_email(user)
    with override(profile.language if profile else "tr"):
        if email and old:
            send("profiles/phone_changed", email=email, context={})
        if is_mobile(old):
            draft = outbox.Draft(
                channel=ChannelName.SMS,
                recipient=old,
                key=f"phone-changed:{uuid.uuid4()}",
                owner="account",
                priority=Priority.PERSON_WAITS,
            )
            text = _(
                "The phone number of your account with the municipality was changed. If it was not"
                " you, call us at once."
            )
            outbox.put(draft, subject="", text=text)


def email_confirmed(email_address: Any, **kwargs: Any) -> None:
    """Note when the address was verified, where there is a profile."""
    if email_address.primary:
        confirm_email(user=email_address.user)


def email_changed(user: Any, to_email_address: Any, **kwargs: Any) -> None:
    """The same for another address."""
    if to_email_address.verified:
        confirm_email(user=user)
