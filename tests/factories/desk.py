"""Builders of the desk: officers, citizens who come to it, recoveries and where they stand."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.models import User
from accounts.profiles.models import CitizenProfile
from accounts.recovery import actions
from accounts.recovery.models import Recovery
from tests.factories import citizens, people
from tests.factories.staff import staff

NUMBER = citizens.invented_number(700_001)


def officer(name: str = "danisma"):
    """Return somebody who works at the desk, made at the first call: sessions stay."""
    return User.objects.filter(username=name).first() or staff("desk", name)


def registered(email: str = "ayse@example.org", number: str = NUMBER, **fields):
    """Return the account of a citizen with a number, an app, and a mobile phone."""
    user = people.citizen(email)
    profile = CitizenProfile(user=user, identity_number=number, phone="+905321234567")
    for name, value in fields.items():
        setattr(profile, name, value)
    profile.save()
    people.with_app(user)
    return user


def verified(email: str, number: str, **fields):
    """Return the account of a citizen whose identity the desk has confirmed."""
    user = people.citizen(email, **fields)
    CitizenProfile.objects.create(
        user=user,
        identity_number=number,
        identity_verified_by="desk",
        identity_verified_at=timezone.now(),
    )
    return user


def opened(user, by=None, **fields) -> Recovery:
    """Return a recovery one officer has opened."""
    fields = {"number": NUMBER, "document": "card", "resets": ["factors"]} | fields
    return actions.open_recovery(user=user, officer=by or officer(), **fields)


def confirmed(user, **fields) -> Recovery:
    """Return one that a second officer has confirmed: the waiting time runs."""
    found = opened(user, **fields)
    return actions.confirm_recovery(
        recovery=found, officer=officer("vezne"), number=NUMBER, document="card"
    )


def in_hours(hours: float):
    """Return a moment to travel to."""
    return timezone.now() + timedelta(hours=hours)


def addresses(user) -> list[str]:
    """Return the addresses of an account."""
    return list(EmailAddress.objects.filter(user=user).values_list("email", flat=True))
