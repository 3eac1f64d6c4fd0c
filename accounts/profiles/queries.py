"""Reads of citizens."""

from typing import Any

from accounts.identity import normalised, problem
from accounts.profiles.models import CitizenProfile
from accounts.profiles.phones import is_mobile


def citizen_of(user: Any) -> CitizenProfile | None:
    """Return the profile of an account; None for staff without one and for nobody.

    It is the only way to a citizen's rights: no permission and no group stands for it.
    """
    if user is None or not user.is_authenticated or not user.is_active:
        return None
    return CitizenProfile.objects.select_related("user").filter(pk=user.pk).first()


def phone_for_codes(user: Any) -> str:
    """Return the verified mobile phone (E.164) of a citizen; "" where there is none."""
    found = CitizenProfile.objects.filter(pk=user.pk, phone_verified_at__isnull=False)
    number = found.values_list("phone", flat=True).first() or ""
    return number if is_mobile(number) else ""


def wants_codes_by_sms(user: Any) -> bool:
    """Tell whether the last code was typed from an SMS."""
    return CitizenProfile.objects.filter(pk=user.pk, codes_by_sms=True).exists()


def find_by_identity_number(number: str) -> CitizenProfile | None:
    """Return whose number this is, under any key of the ring; None for what is no number.

    Whoever asks must answer alike for known and unknown numbers (principle decision 2022/388 of
    the data protection board: not even "found" may be said before the second step).
    """
    number = normalised(number)
    if problem(number) is not None:
        return None
    digests = CitizenProfile.digests_of(number)
    found = CitizenProfile.objects.select_related("user").filter(identity_digest__in=digests)
    return found.first()


def reference_of(user: Any) -> str:
    """Return the number by which a citizen names the account on the phone: V-1A2B-3C4D-5E6F.

    The first twelve digits of `public_id`, which says nothing about anybody.
    """
    digits = user.public_id.hex[:12].upper()
    return f"V-{digits[:4]}-{digits[4:8]}-{digits[8:]}"
