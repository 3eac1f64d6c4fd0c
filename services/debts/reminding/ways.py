"""By which ways somebody is reminded: those chosen in the profile, and proved."""

from django.conf import settings

from accounts.profiles.models import CitizenProfile
from outbox.models import ChannelName
from services.cases.lookup.doors import Recipient


def recipients_of(profile: CitizenProfile) -> list[Recipient]:
    """Return where reminders go; nowhere for an account that was closed. No query."""
    user = profile.user
    found: list[Recipient] = []
    if not user.is_active:
        return found
    if user.email and profile.is_told_by_email:
        found.append(Recipient(ChannelName.MAIL, user.email))
    if profile.is_told_by_sms and profile.phone_verified_at and settings.SMS_ADAPTER:
        found.append(Recipient(ChannelName.SMS, profile.phone))
    return found


def ways_of(profile: CitizenProfile) -> list[ChannelName]:
    """Return the channels alone, to be shown."""
    return [one.channel for one in recipients_of(profile)]
