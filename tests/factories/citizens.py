"""Builders of citizens: invented people with numbers whose checksum is right."""

from datetime import date
from itertools import count

from accounts.identity import completed
from accounts.models import User
from accounts.profiles.models import CitizenProfile

PASSWORD = "uzun-bir-parola-42"
_numbers = count(1)


def account(username: str = "", **fields):
    """Return an account without a profile."""
    name = username or f"vatandas{next(_numbers)}"
    fields = {"first_name": "Ayşe", "last_name": "ÖRNEK", "email": f"{name}@example.org"} | fields
    return User.objects.create_user(name, password=PASSWORD, **fields)


def invented_number(seed: int) -> str:
    """Return a valid number that begins with 100."""
    return completed(f"100{seed:06d}")


def citizen(username: str = "", *, number: str | None = None, **fields):
    """Return a citizen's profile; without `number` one of their own, with "" none."""
    if number is None:
        number = invented_number(next(_numbers))
    profile = CitizenProfile(
        user=account(username), birth_date=date(1980, 5, 17), identity_number=number or None
    )
    for name, value in fields.items():
        setattr(profile, name, value)
    profile.full_clean()
    profile.save()
    return CitizenProfile.objects.get(pk=profile.pk)
